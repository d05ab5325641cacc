package dev.hansard.command.expiry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How idle things are found and expired.
 *
 * @param interval how often to look for what is due, 10 ms to 1 min; things expire late by as much
 * @param concurrency how many expire at once, 1 to 256
 */
@ConfigurationProperties("hansard.expiry")
record ExpirySettings(@DefaultValue("1s") Duration interval, @DefaultValue("16") int concurrency) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 256;

    /**
     * @throws IllegalArgumentException if a setting is out of its bounds
     */
    public ExpirySettings {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("hansard.expiry.interval must be from 10ms to 1m");
        }
        if (concurrency < 1 || concurrency > MOST) {
            throw new IllegalArgumentException(
                    "hansard.expiry.concurrency must be from 1 to " + MOST);
        }
    }
}
