package dev.hansard.eventstore;

/**
 * The payload of an event that wants into the log: as it was given, of which its leaf is made, and
 * as its row will keep it. Made by the thread of the command, since whoever compresses and seals
 * under the append lock keeps everybody waiting.
 *
 * @param salt random bytes that are hashed and kept with it
 * @param format of the stored bytes, see {@link StoredPayload}
 * @param erasures how many the process had heard of when it took the key that it is sealed with;
 *     after another one that key may be gone
 */
public record PendingPayload(byte[] plain, byte[] salt, int format, byte[] stored, long erasures) {

    private static final long IN_CLEAR = Long.MAX_VALUE;

    /** A payload that is kept as it is. */
    public static PendingPayload plain(byte[] payload) {
        return packed(payload, StoredPayload.PLAIN, payload);
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
                ? packed(payload, StoredPayload.COMPRESSED, deflated)
                : plain(payload);
    }

    /** The same payload, sealed for its place. */
    PendingPayload sealed(SealKey key, long erasures, EventPlace place) {
        int sealedFormat = format | StoredPayload.SEALED;
        return new PendingPayload(
                plain, salt, sealedFormat, key.seal(place.bytes(sealedFormat), stored), erasures);
    }

    private static PendingPayload packed(byte[] plain, int format, byte[] packed) {
        byte[] salt = StoredPayload.newSalt();
        return new PendingPayload(plain, salt, format, StoredPayload.close(salt, packed), IN_CLEAR);
    }
}
