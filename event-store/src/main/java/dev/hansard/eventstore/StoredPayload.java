package dev.hansard.eventstore;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The payload column: {@value #SALT_BYTES} bytes of salt and the payload, in the format that the
 * row names. A format is a sum of bits; what is sealed is opened before it comes here.
 */
final class StoredPayload {

    static final int SALT_BYTES = 16;

    /** As it was given. */
    static final int PLAIN = 0;

    /** {@link Deflated}. */
    static final int COMPRESSED = 1;

    /** Salt and payload together, by a {@link SealKey}. */
    static final int SEALED = 2;

    private static final SecureRandom RANDOM = new SecureRandom();

    private StoredPayload() {}

    static byte[] newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    static byte[] close(byte[] salt, byte[] packed) {
        byte[] stored = Arrays.copyOf(salt, SALT_BYTES + packed.length);
        System.arraycopy(packed, 0, stored, SALT_BYTES, packed.length);
        return stored;
    }

    static byte[] salt(byte[] stored) {
        return Arrays.copyOf(stored, SALT_BYTES);
    }

    /**
     * The payload as it was given.
     *
     * @throws IllegalArgumentException if this version cannot open it, or it is damaged
     */
    static byte[] open(int format, byte[] stored) {
        if (stored.length < SALT_BYTES) {
            throw new IllegalArgumentException("shorter than its salt");
        }
        return switch (format) {
            case PLAIN -> Arrays.copyOfRange(stored, SALT_BYTES, stored.length);
            case COMPRESSED -> Deflated.plain(stored, SALT_BYTES);
            default -> throw new IllegalArgumentException("unknown format " + format);
        };
    }
}
