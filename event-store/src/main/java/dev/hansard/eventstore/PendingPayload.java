package dev.hansard.eventstore;

import dev.hansard.eventstore.Seals.AppendKey;

import org.jspecify.annotations.Nullable;

/**
 * The payload of an event that wants into the log: as it was given, of which its leaf is made, and
 * as its row will keep it. Made by the thread of the command, since whoever compresses and seals
 * under the append lock keeps everybody waiting.
 *
 * @param salt random bytes that are hashed and kept with it
 * @param format of the stored bytes, see {@link StoredPayload}
 * @param erasures how many the process had heard of when it took the key that it is sealed with;
 *     after another one that key may be gone
 * @param newKey that it is sealed with; null for one that was there already, and for none
 */
public record PendingPayload(
        byte[] plain,
        byte[] salt,
        int format,
        byte[] stored,
        long erasures,
        @Nullable NewKey newKey) {

    private static final long IN_CLEAR = Long.MAX_VALUE;

    /** A payload that is kept as it is. */
    public static PendingPayload plain(byte[] payload) {
        return plain(payload, StoredPayload.newSalt());
    }

    /** The same with a salt that it has already. */
    public static PendingPayload plain(byte[] payload, byte[] salt) {
        return packed(payload, salt, StoredPayload.PLAIN, payload);
    }

    /**
     * A payload that is compressed if it is large and gets smaller by that.
     *
     * @param above bytes up to which none is compressed
     */
    public static PendingPayload of(byte[] payload, int above) {
        return of(payload, StoredPayload.newSalt(), above);
    }

    /** The same with a salt that it has already. */
    static PendingPayload of(byte[] payload, byte[] salt, int above) {
        if (payload.length > above && payload.length <= Deflated.MOST_BYTES) {
            byte[] deflated = Deflated.of(payload);
            if (deflated.length < payload.length) {
                return packed(payload, salt, StoredPayload.COMPRESSED, deflated);
            }
        }
        return packed(payload, salt, StoredPayload.PLAIN, payload);
    }

    /** Of an event whose payload nobody can open any more: sealed, and nothing left of it. */
    public static PendingPayload lost() {
        return new PendingPayload(
                new byte[0], new byte[0], StoredPayload.SEALED, new byte[0], IN_CLEAR, null);
    }

    /** The same payload, sealed for its place. */
    PendingPayload sealed(AppendKey with, long erasures, EventPlace place) {
        int sealedFormat = format | StoredPayload.SEALED;
        return new PendingPayload(
                plain,
                salt,
                sealedFormat,
                with.key().seal(place.bytes(sealedFormat), stored),
                erasures,
                with.made());
    }

    private static PendingPayload packed(byte[] plain, byte[] salt, int format, byte[] packed) {
        return new PendingPayload(
                plain, salt, format, StoredPayload.close(salt, packed), IN_CLEAR, null);
    }
}
