package dev.hansard.proof;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The fields of a line, each taken once. Every method throws on what does not fit. */
final class JsonFields {

    private static final int NANOS_OF_A_MICRO = 1_000;

    private final Map<String, Object> values = new HashMap<>();

    void put(String name, Object value) {
        if (values.put(name, value) != null) {
            throw new IllegalArgumentException("has the field " + name + " twice");
        }
    }

    String text(String name) {
        return take(name, String.class);
    }

    @Nullable String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    long number(String name) {
        return take(name, Long.class);
    }

    int smallNumber(String name) {
        long value = number(name);
        if (value != (int) value) {
            throw misfit(name);
        }
        return (int) value;
    }

    byte[] base64(String name) {
        try {
            return Base64.getDecoder().decode(text(name));
        } catch (IllegalArgumentException e) {
            throw misfit(name);
        }
    }

    VerifyingKey key(String name) {
        byte[] encoded = base64(name);
        try {
            return VerifyingKey.of(encoded);
        } catch (IllegalArgumentException e) {
            throw misfit(name);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether a field is there that can only be true. */
    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        if (!take(name, Boolean.class)) {
            throw misfit(name);
        }
        return true;
    }

    /** What is finer than a microsecond would be in no hash. */
    Instant instant(String name) {
        try {
            Instant instant = Instant.parse(text(name));
            if (instant.getNano() % NANOS_OF_A_MICRO == 0) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw misfit(name);
    }

    byte[] hex(String name, int length) {
        try {
            byte[] bytes = HexFormat.of().parseHex(text(name));
            if (bytes.length == length) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw misfit(name);
    }

    /** To be called when all were taken. */
    void requireNoMore() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("has a field that does not belong there");
        }
    }

    private <T> T take(String name, Class<T> type) {
        Object value = values.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("has no field " + name);
        }
        if (!type.isInstance(value)) {
            throw misfit(name);
        }
        return type.cast(value);
    }

    private static IllegalArgumentException misfit(String name) {
        return new IllegalArgumentException("has a field " + name + " that cannot be");
    }
}
