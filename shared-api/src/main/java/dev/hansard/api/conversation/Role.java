package dev.hansard.api.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Who speaks in a message, as in the OpenAI chat format. */
public enum Role {
    SYSTEM,
    DEVELOPER,
    USER,
    ASSISTANT,
    TOOL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The role of that name, or null if there is none. */
    public static @Nullable Role find(String wireName) {
        for (Role role : values()) {
            if (role.wireName.equals(wireName)) {
                return role;
            }
        }
        return null;
    }

    @JsonCreator
    static Role read(String wireName) {
        Role role = find(wireName);
        if (role == null) {
            throw new IllegalArgumentException("unknown role");
        }
        return role;
    }
}
