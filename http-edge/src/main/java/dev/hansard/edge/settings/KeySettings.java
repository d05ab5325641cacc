package dev.hansard.edge.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How keys may be used.
 *
 * @param requestsPerSecond how often each key without a limit of its own may be used on one node, 1
 *     to 1,000,000 times per second; 0 for no limit
 * @param lastUsedInterval how often the times of the last use are written, 100 ms to 1 h; they are
 *     behind by as much
 */
@ConfigurationProperties("hansard.keys")
public record KeySettings(
        @DefaultValue("0") int requestsPerSecond, @DefaultValue("10s") Duration lastUsedInterval) {

    /** The most that a limit can be. */
    public static final int MOST_PER_SECOND = 1_000_000;

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * @throws IllegalArgumentException if a value is out of bounds
     */
    public KeySettings {
        if (requestsPerSecond < 0 || requestsPerSecond > MOST_PER_SECOND) {
            throw new IllegalArgumentException(
                    "hansard.keys.requests-per-second must be from 0 to " + MOST_PER_SECOND);
        }
        if (lastUsedInterval.compareTo(SHORTEST) < 0 || lastUsedInterval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "hansard.keys.last-used-interval must be from 100ms to 1h");
        }
    }
}
