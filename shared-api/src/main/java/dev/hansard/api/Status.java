package dev.hansard.api;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** Where a session or conversation stands. */
public enum Status {
    ACTIVE,
    /** Idle for longer than its time to live; may be reopened under the same id. */
    EXPIRED,
    /** A session that was ended; for good. */
    ENDED,
    /** A conversation that was deleted; for good, and never shown. */
    DELETED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
