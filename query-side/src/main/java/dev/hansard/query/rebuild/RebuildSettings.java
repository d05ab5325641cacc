package dev.hansard.query.rebuild;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rebuilds of views.
 *
 * @param waiting rebuilds that may wait on one node, 1 to 1,000; one more is refused as overloaded
 */
@ConfigurationProperties("hansard.rebuild")
record RebuildSettings(@DefaultValue("20") int waiting) {

    private static final int MOST_WAITING = 1_000;

    /**
     * @throws IllegalArgumentException if the value is out of bounds
     */
    RebuildSettings {
        if (waiting < 1 || waiting > MOST_WAITING) {
            throw new IllegalArgumentException(
                    "hansard.rebuild.waiting must be from 1 to " + MOST_WAITING);
        }
    }
}
