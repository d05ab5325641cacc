package dev.hansard.query.job;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** How a job stands. Succeeded is one that has come to a result, also if that is a bad one. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** As it is stored and answered. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
