package dev.hansard.query.warmup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;

/**
 * What is brought into memory after a start, while requests are answered already.
 *
 * @param users how many users, those with the newest activity first; 0 to 100,000
 * @param tables tables with all their entries, each as {@code tenant/table}, or by its name alone
 *     in the tenant {@code default}; at most 1,000
 * @param results how many cached results, those that were found most often first; 0 to 100,000
 * @param timeLimit how long it may take in all, at most 1 h; what is not in memory by then is read
 *     when asked for
 */
@ConfigurationProperties("hansard.warm-up")
public record WarmUpSettings(
        @DefaultValue("1000") int users,
        @DefaultValue List<String> tables,
        @DefaultValue("1000") int results,
        @DefaultValue("1m") Duration timeLimit) {

    private static final int MOST_USERS = 100_000;
    private static final int MOST_RESULTS = 100_000;
    private static final int MOST_TABLES = 1_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * @throws IllegalArgumentException if a value is out of bounds
     */
    public WarmUpSettings {
        if (users < 0 || users > MOST_USERS) {
            throw new IllegalArgumentException(
                    "hansard.warm-up.users must be from 0 to " + MOST_USERS);
        }
        if (results < 0 || results > MOST_RESULTS) {
            throw new IllegalArgumentException(
                    "hansard.warm-up.results must be from 0 to " + MOST_RESULTS);
        }
        if (tables.size() > MOST_TABLES) {
            throw new IllegalArgumentException(
                    "hansard.warm-up.tables must be at most " + MOST_TABLES);
        }
        if (timeLimit.isNegative() || timeLimit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("hansard.warm-up.time-limit must be from 0s to 1h");
        }
    }
}
