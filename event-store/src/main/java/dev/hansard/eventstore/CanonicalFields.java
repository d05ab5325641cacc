package dev.hansard.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Fields one after the other, as {@code docs/chain.md} specifies them: what is hashed and what is
 * signed. Each is its length in bytes (four bytes, big-endian) and its bytes; an absent one is the
 * length {@code 0xFFFFFFFF} alone.
 */
public final class CanonicalFields {

    private static final int ABSENT = -1;

    private final ByteArrayOutputStream out;

    /**
     * @param expectedSize in bytes; more may come
     */
    public CanonicalFields(int expectedSize) {
        this.out = new ByteArrayOutputStream(expectedSize);
    }

    /** Text as UTF-8. */
    public CanonicalFields text(@Nullable String value) {
        if (value == null) {
            fourBytes(ABSENT);
            return this;
        }
        return bytes(value.getBytes(UTF_8));
    }

    /** A number as eight bytes, big-endian. */
    public CanonicalFields number(long value) {
        fourBytes(Long.BYTES);
        fourBytes((int) (value >>> Integer.SIZE));
        fourBytes((int) value);
        return this;
    }

    /** An instant as the number of microseconds since 1970-01-01T00:00Z. */
    public CanonicalFields instant(Instant value) {
        return number(ChronoUnit.MICROS.between(Instant.EPOCH, value));
    }

    public CanonicalFields bytes(byte[] value) {
        fourBytes(value.length);
        out.writeBytes(value);
        return this;
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }

    private void fourBytes(int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }
}
