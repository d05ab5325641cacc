package dev.hansard.edge.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.Ids;
import dev.hansard.api.Refusal;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Cursors as text: base64url of {@code version.scope.key}. Opaque to clients, and no secret: what a
 * caller may see is decided by its credential, never by a cursor.
 */
final class Cursors {

    private static final String VERSION = "1";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Cursors() {}

    public static String encode(CursorScope scope, String key) {
        String text = VERSION + "." + scope.hash() + "." + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /**
     * The key in a cursor.
     *
     * @throws Refusal if it is no cursor, or one of another list
     */
    public static String decode(CursorScope scope, String cursor) {
        String[] parts = text(cursor).split("\\.", 3);
        if (parts.length < 3 || !parts[0].equals(VERSION) || !parts[1].equals(scope.hash())) {
            throw misfit();
        }
        return parts[2];
    }

    static long number(String key) {
        if (!NUMBER.matcher(key).matches()) {
            throw misfit();
        }
        return Long.parseLong(key);
    }

    static String id(String key) {
        if (!Ids.isValid(key)) {
            throw misfit();
        }
        return key;
    }

    private static String text(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            throw misfit();
        }
    }

    private static Refusal misfit() {
        return Refusal.invalid("after", "is no cursor of this list with these filters");
    }
}
