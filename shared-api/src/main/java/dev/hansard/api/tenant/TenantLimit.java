package dev.hansard.api.tenant;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a tenant may set a lower limit of than the server's. Sizes are in bytes of compact UTF-8.
 * Its name is a storage format, and after {@code hansard.limits} that of the server's setting.
 */
public enum TenantLimit {
    MESSAGE("message", TenantLimit.LEAST_BYTES),
    MESSAGES_PER_COMMAND("messagesPerCommand", 1),
    STATE_VALUE("stateValue", TenantLimit.LEAST_BYTES),
    /** All state of one session, and all of one user. */
    SESSION_STATE("sessionState", TenantLimit.LEAST_BYTES),
    /** Keys of one session, and of one user. */
    SESSION_STATE_KEYS("sessionStateKeys", 1),
    PROFILE("profile", TenantLimit.LEAST_BYTES),
    METADATA("metadata", TenantLimit.LEAST_BYTES),
    PREFERENCES("preferences", TenantLimit.LEAST_BYTES),
    SUMMARY("summary", TenantLimit.LEAST_BYTES),
    TABLE_VALUE("tableValue", TenantLimit.LEAST_BYTES),
    ENTRIES_PER_COMMAND("entriesPerCommand", 1);

    /** Room for what says nothing yet, such as {@code {}} or a message without content. */
    private static final int LEAST_BYTES = 64;

    private final String wireName;
    private final int least;

    TenantLimit(String wireName, int least) {
        this.wireName = wireName;
        this.least = least;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The lowest that it can be set to. */
    public int least() {
        return least;
    }
}
