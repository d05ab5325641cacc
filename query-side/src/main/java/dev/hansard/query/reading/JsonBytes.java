package dev.hansard.query.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Function;

/** Puts an answer together from parts that are JSON already. */
public final class JsonBytes {

    private final ByteArrayOutputStream bytes;

    public JsonBytes(int expectedSize) {
        this.bytes = new ByteArrayOutputStream(expectedSize);
    }

    /** Adds text that is part of valid JSON where it stands. */
    public JsonBytes add(String text) {
        bytes.writeBytes(text.getBytes(UTF_8));
        return this;
    }

    /** Adds an array of values that are JSON each. */
    public <T> JsonBytes addArray(List<T> items, Function<T, byte[]> json) {
        bytes.write('[');
        boolean first = true;
        for (T item : items) {
            if (!first) {
                bytes.write(',');
            }
            first = false;
            bytes.writeBytes(json.apply(item));
        }
        bytes.write(']');
        return this;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }
}
