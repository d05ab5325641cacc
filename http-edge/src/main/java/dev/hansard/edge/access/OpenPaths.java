package dev.hansard.edge.access;

import java.util.regex.Pattern;

/** The paths that need no key: health and the OpenAPI document. */
final class OpenPaths {

    /**
     * Matched against the path as it was sent. It has no room for dots, semicolons and escapes, so
     * nothing can look open here and lead elsewhere later.
     */
    private static final Pattern OPEN =
            Pattern.compile("/actuator/health(/[A-Za-z0-9-]+)*|/v3/api-docs");

    private OpenPaths() {}

    static boolean contains(String requestUri) {
        return OPEN.matcher(requestUri).matches();
    }
}
