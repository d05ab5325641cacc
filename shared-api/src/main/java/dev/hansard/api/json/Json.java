package dev.hansard.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * One JSON value of a client, as compact UTF-8 text. White space between tokens is gone; everything
 * else is as the client wrote it: key order, every digit of a number, {@code null}.
 *
 * <p>An instance always holds valid JSON: it is made by the HTTP edge from a parsed value, or by
 * {@link #trusted} from text that this program wrote itself. Equality is that of the text.
 */
public final class Json {

    /** The empty object, the default of metadata: there is one for all that is empty. */
    public static final Json EMPTY_OBJECT = new Json("{}".getBytes(UTF_8));

    private final byte[] utf8;

    private Json(byte[] utf8) {
        this.utf8 = utf8;
    }

    /**
     * A value whose text is known to be compact and valid; the array must not be changed
     * afterwards.
     */
    public static Json trusted(byte[] utf8) {
        return utf8.length == 2 && utf8[0] == '{' ? EMPTY_OBJECT : new Json(utf8);
    }

    /** A value whose text is known to be compact and valid. */
    public static Json trusted(String text) {
        return trusted(text.getBytes(UTF_8));
    }

    /**
     * The text as UTF-8: the array itself, not a copy, so that reading a message copies nothing.
     */
    public byte[] utf8() {
        return utf8;
    }

    /** Length of the text in bytes: what the size limits count. */
    public int size() {
        return utf8.length;
    }

    public boolean isObject() {
        return utf8[0] == '{';
    }

    public boolean isString() {
        return utf8[0] == '"';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json json && Arrays.equals(utf8, json.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /** The JSON text. Never log it: it is content. */
    @Override
    public String toString() {
        return new String(utf8, UTF_8);
    }
}
