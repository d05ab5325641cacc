package dev.hansard.eventstore;

/**
 * The payload of an event that wants into the log: as it was given, of which its leaf is made, and
 * as its row will keep it. Made by the thread of the command, since whoever compresses under the
 * append lock keeps everybody waiting.
 *
 * @param format of the packed bytes, see {@link StoredPayload}
 * @param packed without salt
 */
public record PendingPayload(byte[] plain, int format, byte[] packed) {

    /** A payload that is kept as it is. */
    public static PendingPayload plain(byte[] payload) {
        return new PendingPayload(payload, StoredPayload.PLAIN, payload);
    }

    /**
     * A payload that is compressed if it is large and gets smaller by that.
     *
     * @param above bytes up to which none is compressed
     */
    public static PendingPayload of(byte[] payload, int above) {
        if (payload.length <= above || payload.length > Deflated.MOST_BYTES) {
            return plain(payload);
        }
        byte[] deflated = Deflated.of(payload);
        return deflated.length < payload.length
                ? new PendingPayload(payload, StoredPayload.COMPRESSED, deflated)
                : plain(payload);
    }
}
