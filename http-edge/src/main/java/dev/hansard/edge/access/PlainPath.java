package dev.hansard.edge.access;

import dev.hansard.api.Refusal;

import java.util.regex.Pattern;

/**
 * The rule for paths that Tomcat and Spring would read differently: none may hold a semicolon, an
 * empty segment, or one of dots.
 */
final class PlainPath {

    private static final Pattern AMBIGUOUS = Pattern.compile(";|//|/\\.{1,2}(/|$)");

    private PlainPath() {}

    /**
     * @throws Refusal if the path, as it was sent, is ambiguous
     */
    static void require(String requestUri) {
        if (AMBIGUOUS.matcher(requestUri).find()) {
            throw Refusal.invalid("path", "must not hold a semicolon, //, /./ or /../");
        }
    }
}
