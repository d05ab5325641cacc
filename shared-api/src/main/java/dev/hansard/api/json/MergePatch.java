package dev.hansard.api.json;

import java.util.Map;

/**
 * JSON Merge Patch (RFC 7396) on {@link Json}: what the patch does not name stays as it was
 * written, in its place; new keys come after the present ones.
 */
public final class MergePatch {

    private static final Json NULL = Json.trusted("null");

    private MergePatch() {}

    /**
     * The target after the patch.
     *
     * @param target any value; one that is no object counts as an empty one
     * @param patch an object to merge, with {@code null} for what goes; any other value replaces
     */
    public static Json apply(Json target, Json patch) {
        if (!patch.isObject()) {
            return patch;
        }
        Map<String, Json> members = JsonMembers.of(target.isObject() ? target : Json.EMPTY_OBJECT);
        JsonMembers.of(patch)
                .forEach(
                        (key, value) -> {
                            if (value.equals(NULL)) {
                                members.remove(key);
                            } else {
                                members.put(key, apply(members.getOrDefault(key, NULL), value));
                            }
                        });
        return JsonMembers.join(members);
    }
}
