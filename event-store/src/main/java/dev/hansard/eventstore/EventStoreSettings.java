package dev.hansard.eventstore;

import java.time.Duration;

/**
 * The limits of the event store.
 *
 * @param safetyPoll how long a consumer can stay behind when every wake-up is lost
 * @param lockTimeout how long an append waits for its turn before it is refused as unavailable
 * @param pageSize events in one page of a replay
 * @param answerLifetime how long the answer of an idempotency key is kept
 * @param firstRetry pause before the first retry after a failure; it doubles from there
 * @param slowestRetry longest pause between retries
 * @param queueLimit appends that may wait for the next commit; one more is refused as overloaded
 * @param batchLimit most appends in one commit
 * @param leaseCheck how often a lease is looked after, and how often one not held is tried for
 */
public record EventStoreSettings(
        Duration safetyPoll,
        Duration lockTimeout,
        int pageSize,
        Duration answerLifetime,
        Duration firstRetry,
        Duration slowestRetry,
        int queueLimit,
        int batchLimit,
        Duration leaseCheck) {

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
                    Duration.ofSeconds(1));

    public EventStoreSettings {
        requirePositive("safetyPoll", safetyPoll);
        requirePositive("lockTimeout", lockTimeout);
        requirePositive("answerLifetime", answerLifetime);
        requirePositive("firstRetry", firstRetry);
        requirePositive("slowestRetry", slowestRetry);
        requirePositive("leaseCheck", leaseCheck);
        requireSome("pageSize", pageSize);
        requireSome("queueLimit", queueLimit);
        requireSome("batchLimit", batchLimit);
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
                leaseCheck);
    }

    private static void requireSome(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(name + " must be at least a millisecond");
        }
    }
}
