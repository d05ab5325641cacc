package dev.hansard.benchmarks.seed;

import dev.hansard.api.AggregateId;

import org.jspecify.annotations.Nullable;

/**
 * One event of a log that is made up.
 *
 * @param sequence place in its aggregate, from 0
 */
record SeedEvent(
        AggregateId aggregate,
        long sequence,
        @Nullable String userId,
        @Nullable String dedupeKey,
        Object payload) {}
