package dev.hansard.edge.request;

import dev.hansard.api.Ids;
import dev.hansard.api.Refusal;

import org.jspecify.annotations.Nullable;

/** Ids from parameters and bodies, checked. */
public final class CheckedIds {

    private CheckedIds() {}

    /**
     * The id, if it is one.
     *
     * @param where the name of the parameter, or the JSON pointer of the field
     * @throws Refusal if it breaks the rule of {@link Ids}
     */
    public static String require(String where, String id) {
        if (!Ids.isValid(id)) {
            throw Refusal.invalid(where, "must be " + Ids.RULE);
        }
        return id;
    }

    /** As {@link #require}, for one that may be left out. */
    public static @Nullable String optional(String where, @Nullable String id) {
        return id == null ? null : require(where, id);
    }
}
