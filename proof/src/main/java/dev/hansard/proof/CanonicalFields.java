package dev.hansard.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Fields one after the other, as {@code docs/chain.md} specifies them: what is hashed and what is
 * signed. Each is its length in bytes (four bytes, big-endian) and its bytes; an absent one is the
 * length {@code 0xFFFFFFFF} alone.
 */
public final class CanonicalFields {

    private static final int ABSENT = -1;

    private ByteBuffer out;

    /**
     * @param expectedSize in bytes; more may come
     */
    public CanonicalFields(int expectedSize) {
        this.out = ByteBuffer.allocate(expectedSize);
    }

    /** Text as UTF-8. */
    public CanonicalFields text(@Nullable String value) {
        if (value == null) {
            withRoomFor(Integer.BYTES).putInt(ABSENT);
            return this;
        }
        return bytes(value.getBytes(UTF_8));
    }

    /** A number as eight bytes, big-endian. */
    public CanonicalFields number(long value) {
        withRoomFor(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    /** An instant as the number of microseconds since 1970-01-01T00:00Z. */
    public CanonicalFields instant(Instant value) {
        return number(ChronoUnit.MICROS.between(Instant.EPOCH, value));
    }

    public CanonicalFields bytes(byte[] value) {
        withRoomFor(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(out.array(), out.position());
    }

    /** SHA-256 of all of them. */
    byte[] hash() {
        MessageDigest digest = HashChain.sha256();
        digest.update(out.array(), 0, out.position());
        return digest.digest();
    }

    private ByteBuffer withRoomFor(int bytes) {
        if (out.remaining() < bytes) {
            byte[] longer = Arrays.copyOf(out.array(), 2 * out.capacity() + bytes);
            out = ByteBuffer.wrap(longer).position(out.position());
        }
        return out;
    }
}
