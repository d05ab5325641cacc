package dev.hansard.query.rebuild;

import dev.hansard.query.job.Job;
import dev.hansard.query.job.JobStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A rebuild as a job.
 *
 * @param progress from 0 to 1
 * @param problem why it failed
 * @param eventsPerSecond since it began
 * @param etaSeconds until it has caught up, at that pace; absent when it is over
 */
record Rebuild(
        String id,
        String view,
        JobStatus status,
        double progress,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String problem,
        @Nullable Long eventsPerSecond,
        @Nullable Long etaSeconds) {

    /**
     * How fast it goes.
     *
     * @param etaSeconds at that pace
     */
    record Pace(String view, @Nullable Long eventsPerSecond, @Nullable Long etaSeconds) {}

    static Rebuild of(Job job, Pace pace) {
        return new Rebuild(
                job.id(),
                pace.view(),
                job.status(),
                job.progress(),
                job.startedAt(),
                job.finishedAt(),
                job.problem(),
                pace.eventsPerSecond(),
                job.finishedAt() == null ? pace.etaSeconds() : null);
    }
}
