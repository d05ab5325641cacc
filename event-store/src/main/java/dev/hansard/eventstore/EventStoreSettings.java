package dev.hansard.eventstore;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The limits of the event store.
 *
 * @param safetyPoll how long a consumer can stay behind when every wake-up is lost, at least 1 ms
 * @param lockTimeout how long an append waits for its turn among all processes before it is refused
 *     as unavailable, at least 1 ms; a process that is paused in its turn loses it after half of
 *     this
 * @param pageSize events in one page of a replay, at least 1
 * @param answerLifetime how long the answer of an idempotency key is kept
 * @param firstRetry pause before the first retry after a failure; it doubles from there
 * @param slowestRetry longest pause between retries
 * @param queueLimit appends that may wait for the next commit, at least 1; one more is refused as
 *     overloaded
 * @param batchLimit most appends in one commit, at least 1
 * @param compressAbove bytes of payload up to which none is compressed, at least 0
 * @param leaseCheck how often a lease is looked after, and how often one not held is tried for
 */
@ConfigurationProperties("hansard.event-store")
public record EventStoreSettings(
        @DefaultValue("5s") Duration safetyPoll,
        @DefaultValue("10s") Duration lockTimeout,
        @DefaultValue("1000") int pageSize,
        @DefaultValue("24h") Duration answerLifetime,
        @DefaultValue("100ms") Duration firstRetry,
        @DefaultValue("1s") Duration slowestRetry,
        @DefaultValue("10000") int queueLimit,
        @DefaultValue("500") int batchLimit,
        @DefaultValue("2048") int compressAbove,
        @DefaultValue("1s") Duration leaseCheck) {

    /** What holds where no property says otherwise. */
    public static final EventStoreSettings DEFAULT =
            new EventStoreSettings(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    1_000,
                    Duration.ofHours(24),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    10_000,
                    500,
                    2_048,
                    Duration.ofSeconds(1));

    /**
     * @throws IllegalArgumentException if a setting is out of its bounds
     */
    public EventStoreSettings {
        requirePositive("safety-poll", safetyPoll);
        requirePositive("lock-timeout", lockTimeout);
        requirePositive("answer-lifetime", answerLifetime);
        requirePositive("first-retry", firstRetry);
        requirePositive("slowest-retry", slowestRetry);
        requirePositive("lease-check", leaseCheck);
        requireSome("page-size", pageSize);
        requireSome("queue-limit", queueLimit);
        requireSome("batch-limit", batchLimit);
        if (compressAbove < 0) {
            throw new IllegalArgumentException(
                    "hansard.event-store.compress-above must be at least 0");
        }
    }

    /** These settings with another safety poll. */
    public EventStoreSettings withSafetyPoll(Duration other) {
        return new EventStoreSettings(
                other,
                lockTimeout,
                pageSize,
                answerLifetime,
                firstRetry,
                slowestRetry,
                queueLimit,
                batchLimit,
                compressAbove,
                leaseCheck);
    }

    /** These settings with another page size. */
    public EventStoreSettings withPageSize(int other) {
        return new EventStoreSettings(
                safetyPoll,
                lockTimeout,
                other,
                answerLifetime,
                firstRetry,
                slowestRetry,
                queueLimit,
                batchLimit,
                compressAbove,
                leaseCheck);
    }

    /** These settings with another limit of the queue. */
    public EventStoreSettings withQueueLimit(int other) {
        return new EventStoreSettings(
                safetyPoll,
                lockTimeout,
                pageSize,
                answerLifetime,
                firstRetry,
                slowestRetry,
                other,
                batchLimit,
                compressAbove,
                leaseCheck);
    }

    private static void requireSome(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "hansard.event-store." + name + " must be at least 1");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "hansard.event-store." + name + " must be at least 1ms");
        }
    }
}
