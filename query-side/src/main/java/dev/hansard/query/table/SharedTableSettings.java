package dev.hansard.query.table;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How the shared tables follow the log.
 *
 * @param writeInterval least time between two writes of a table, 0 to 1 s; what comes after a
 *     longer pause is written at once
 * @param heldRows so many rows of a table that is more than a page behind are held back in memory,
 *     0 to 1,000,000: each is then written once for many events
 */
@ConfigurationProperties("hansard.shared-tables")
record SharedTableSettings(
        @DefaultValue("25ms") Duration writeInterval, @DefaultValue("25000") int heldRows) {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int MOST_ROWS = 1_000_000;

    /**
     * @throws IllegalArgumentException if a setting is out of its bounds
     */
    SharedTableSettings {
        if (writeInterval.isNegative() || writeInterval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "hansard.shared-tables.write-interval must be from 0 to 1s");
        }
        if (heldRows < 0 || heldRows > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "hansard.shared-tables.held-rows must be from 0 to 1000000");
        }
    }
}
