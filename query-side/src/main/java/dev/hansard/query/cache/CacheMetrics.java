package dev.hansard.query.cache;

import com.github.benmanes.caffeine.cache.Cache;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;

/** Hits, misses, evictions, entries and weight of a cache, under its name. */
public final class CacheMetrics {

    private CacheMetrics() {}

    public static void bind(FollowingCache<?> cache, String name, MeterRegistry meters) {
        bind(cache.metered().synchronous(), name, meters);
    }

    /**
     * @param entries recording its statistics, and limited by weight
     */
    public static void bind(Cache<?, ?> entries, String name, MeterRegistry meters) {
        CaffeineCacheMetrics.monitor(meters, entries, name);
        Gauge.builder("hansard.cache.weight", entries, CacheMetrics::weight)
                .description("Bytes in memory, near enough")
                .baseUnit("bytes")
                .tag("cache", name)
                .register(meters);
    }

    private static double weight(Cache<?, ?> entries) {
        return entries.policy()
                .eviction()
                .map(eviction -> (double) eviction.weightedSize().orElse(0))
                .orElse(0.0);
    }
}
