package dev.hansard.edge.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as the contract writes them: RFC 3339 in UTC. */
public final class Instants {

    private Instants() {}

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException if it is not RFC 3339, or not in UTC
     */
    public static Instant parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getOffset().equals(ZoneOffset.UTC)) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(RuleInWords.of(Instant.class), e);
        }
        throw new IllegalArgumentException(RuleInWords.of(Instant.class));
    }
}
