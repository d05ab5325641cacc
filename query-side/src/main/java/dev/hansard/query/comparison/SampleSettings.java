package dev.hansard.query.comparison;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The check of a random sample of users, which goes on for as long as a node runs.
 *
 * @param usersPerMinute how many users this node compares with the log, at most 6,000; 0 for none
 * @param mostEvents a conversation or session with more events is left to verifications; 1 to
 *     1,000,000
 */
@ConfigurationProperties("hansard.audit.sample")
record SampleSettings(
        @DefaultValue("6") int usersPerMinute, @DefaultValue("10000") int mostEvents) {

    private static final int MOST_USERS = 6_000;
    private static final int MOST_EVENTS = 1_000_000;

    /**
     * @throws IllegalArgumentException if a value is out of bounds
     */
    SampleSettings {
        if (usersPerMinute < 0 || usersPerMinute > MOST_USERS) {
            throw new IllegalArgumentException(
                    "hansard.audit.sample.users-per-minute must be from 0 to " + MOST_USERS);
        }
        if (mostEvents < 1 || mostEvents > MOST_EVENTS) {
            throw new IllegalArgumentException(
                    "hansard.audit.sample.most-events must be from 1 to " + MOST_EVENTS);
        }
    }

    /** From the end of one comparison to the begin of the next. */
    Duration pause() {
        return Duration.ofMinutes(1).dividedBy(usersPerMinute);
    }
}
