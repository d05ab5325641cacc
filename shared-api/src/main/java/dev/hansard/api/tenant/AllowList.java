package dev.hansard.api.tenant;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.List;
import java.util.Locale;

/**
 * Which users of a tenant may come in.
 *
 * @param users each once, in the order given; they count while the mode is {@link Mode#LISTED}
 */
public record AllowList(Mode mode, List<String> users) {

    /** What holds for a tenant before anything was said. */
    public static final AllowList EVERYONE = new AllowList(Mode.EVERYONE, List.of());

    public AllowList {
        users = users.stream().distinct().toList();
    }

    /** Whether the list counts. */
    public enum Mode {
        EVERYONE,
        LISTED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
