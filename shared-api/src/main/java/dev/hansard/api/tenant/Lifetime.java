package dev.hansard.api.tenant;

import com.fasterxml.jackson.annotation.JsonValue;

/** What lives for a time, where a request does not say how long. Its name is a storage format. */
public enum Lifetime {
    /** A session, from its last activity on. */
    SESSION("session"),
    /** A conversation, from its last activity on. */
    CONVERSATION("conversation"),
    /** A key of a session's state, from when it was set. */
    STATE("state"),
    /** A key of a user's state, from when it was set. */
    USER_STATE("userState"),
    /** An entry of a table, from when it was put. */
    ENTRY("entry"),
    /** A cached result, from when it was stored. */
    RESULT("result");

    private final String wireName;

    Lifetime(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
