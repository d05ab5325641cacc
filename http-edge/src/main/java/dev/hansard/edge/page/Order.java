package dev.hansard.edge.page;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** The direction of a page. */
public enum Order {
    ASC,
    DESC;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
