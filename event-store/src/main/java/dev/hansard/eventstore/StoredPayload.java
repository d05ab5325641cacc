package dev.hansard.eventstore;

import java.security.SecureRandom;
import java.util.Arrays;

/** The payload column: {@value #SALT_BYTES} bytes of salt and the payload, in some format. */
final class StoredPayload {

    static final int SALT_BYTES = 16;

    /** Neither compressed nor sealed. */
    static final short PLAIN = 0;

    private static final SecureRandom RANDOM = new SecureRandom();

    private StoredPayload() {}

    static byte[] newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    static byte[] close(byte[] salt, byte[] payload) {
        byte[] stored = Arrays.copyOf(salt, SALT_BYTES + payload.length);
        System.arraycopy(payload, 0, stored, SALT_BYTES, payload.length);
        return stored;
    }

    static byte[] salt(byte[] stored) {
        return Arrays.copyOf(stored, SALT_BYTES);
    }

    /**
     * The payload alone.
     *
     * @throws IllegalArgumentException if this version cannot open it
     */
    static byte[] open(int format, byte[] stored) {
        if (format != PLAIN) {
            throw new IllegalArgumentException("unknown format " + format);
        }
        if (stored.length < SALT_BYTES) {
            throw new IllegalArgumentException("shorter than its salt");
        }
        return Arrays.copyOfRange(stored, SALT_BYTES, stored.length);
    }
}
