package dev.hansard.api.tenant;

import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

/**
 * Which cached results an invalidation is about.
 *
 * @param value what they have in common; null for {@link By#ALL}
 * @param userId only those that this user may see, its own and those of no user; null for
 *     everyone's
 */
public record ResultSelector(By by, @Nullable String value, @Nullable String userId) {

    /** Whether an agent, a tag or a content hash can look like that. */
    public static boolean isValue(String value, int longest) {
        return !value.isBlank() && value.length() <= longest;
    }

    /** What results can be found by. */
    public enum By {
        ALL("all"),
        AGENT("agent"),
        TAG("tag"),
        CONTENT_HASH("contentHash"),
        KEY("key");

        private final String wireName;

        By(String wireName) {
            this.wireName = wireName;
        }

        @JsonValue
        public String wireName() {
            return wireName;
        }
    }
}
