package dev.hansard.query.table;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How the shared tables follow the log.
 *
 * @param writeInterval least time between two writes of a table, 0 to 1 s; what comes after a
 *     longer pause is written at once
 */
@ConfigurationProperties("hansard.shared-tables")
record SharedTableSettings(@DefaultValue("25ms") Duration writeInterval) {

    private static final Duration LONGEST = Duration.ofSeconds(1);

    /**
     * @throws IllegalArgumentException if a setting is out of its bounds
     */
    SharedTableSettings {
        if (writeInterval.isNegative() || writeInterval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "hansard.shared-tables.write-interval must be from 0 to 1s");
        }
    }
}
