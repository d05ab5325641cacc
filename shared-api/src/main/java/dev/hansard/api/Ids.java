package dev.hansard.api;

import java.util.regex.Pattern;

/** The rule for every id and key a client may choose. */
public final class Ids {

    /** The longest id, in characters. */
    public static final int MAX_LENGTH = 128;

    /** The rule in words, for error messages. */
    public static final String RULE =
            "1 to 128 characters of A-Z a-z 0-9 . _ : @ + - of which the first is not . : or -";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_@+][A-Za-z0-9._:@+-]{0,127}");

    private Ids() {}

    public static boolean isValid(String id) {
        return ID.matcher(id).matches();
    }
}
