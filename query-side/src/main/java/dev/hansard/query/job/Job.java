package dev.hansard.query.job;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A job as its row has it.
 *
 * @param progress from 0 to 1
 * @param problem why it failed
 * @param details JSON of what is told of a job of its kind alone
 */
public record Job(
        String id,
        JobStatus status,
        double progress,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String problem,
        @Nullable String details) {}
