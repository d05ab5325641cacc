package dev.hansard.edge.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;

/**
 * How often each key may be used on this node: a bucket of tokens for each, as many as its limit
 * for a second, filled evenly. A limit is at least one per second, so a client that was refused
 * need not wait longer than a second.
 */
final class RateLimit {

    /** A bucket that was left alone for a second is full, and so is a new one. */
    private static final Duration FULL_AGAIN = Duration.ofSeconds(2);

    private static final int MOST_BUCKETS = 100_000;

    private final int byDefault;
    private final Counter refused;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_BUCKETS).expireAfterAccess(FULL_AGAIN).build();

    /**
     * @param byDefault requests per second of a key without a limit of its own; 0 for no limit
     */
    RateLimit(int byDefault, MeterRegistry meters) {
        this.byDefault = byDefault;
        this.refused =
                Counter.builder("hansard.rate.limited")
                        .description("Requests refused because their key was used too often")
                        .register(meters);
    }

    /**
     * Counts one request.
     *
     * @throws Refusal {@link ErrorCode#RATE_LIMITED} if it is one too many
     */
    void count(Credential credential) {
        Integer own = credential.requestsPerSecond();
        int limit = own == null ? byDefault : own;
        if (limit > 0 && !bucket(credential.keyId(), limit).tryConsume(1)) {
            refused.increment();
            throw Refusal.of(
                    ErrorCode.RATE_LIMITED, "this key may be used " + limit + " times per second");
        }
    }

    private Bucket bucket(String keyId, int limit) {
        return buckets.get(keyId, id -> newBucket(limit));
    }

    private static Bucket newBucket(int limit) {
        return Bucket.builder()
                .addLimit(
                        bandwidth ->
                                bandwidth
                                        .capacity(limit)
                                        .refillGreedy(limit, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build();
    }
}
