package dev.hansard.edge.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;

/** JSON pointers (RFC 6901) to places in a body, bounded in length. */
final class Pointers {

    private static final int MAX_LENGTH = 1_000;

    private Pointers() {}

    /** Where the parser stands. */
    static String here(JsonParser parser) {
        return of(parser.streamReadContext());
    }

    /** The place of a context; of the nearest parent whose pointer is not too long. */
    static String of(@Nullable TokenStreamContext context) {
        for (TokenStreamContext at = context; at != null; at = at.getParent()) {
            String pointer = at.pathAsPointer().toString();
            if (pointer.length() <= MAX_LENGTH) {
                return pointer;
            }
        }
        return "";
    }

    /** The place an exception names. */
    static String of(JacksonException e) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            @Nullable String name = step.getPropertyName();
            String segment =
                    name == null
                            ? Integer.toString(step.getIndex())
                            : name.replace("~", "~0").replace("/", "~1");
            if (pointer.length() + segment.length() > MAX_LENGTH) {
                break;
            }
            pointer.append('/').append(segment);
        }
        return pointer.toString();
    }
}
