package dev.hansard.api.tenant;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** The role of a credential; what each may do is decided in {@code http-edge}. */
public enum AccessRole {
    /** Commands and queries. */
    AGENT,
    /** Queries. */
    READER,
    /** Audit and queries. */
    AUDITOR,
    /** Everything in its tenant. */
    ADMIN,
    /** Everything in the whole store; acts in the tenant it names. */
    OPERATOR;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
