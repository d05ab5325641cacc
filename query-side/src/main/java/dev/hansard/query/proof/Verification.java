package dev.hansard.query.proof;

import dev.hansard.query.comparison.Difference;
import dev.hansard.query.job.Job;
import dev.hansard.query.job.JobStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A verification as a job, and what it has found. A bad position is a result, too: such a job has
 * succeeded.
 *
 * @param progress from 0 to 1
 * @param problem what is wrong at the first bad position, or why the job failed
 */
record Verification(
        String id,
        JobStatus status,
        double progress,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long eventsChecked,
        @Nullable Long firstBadPosition,
        @Nullable String problem,
        @Nullable Long unsignedEvents,
        @Nullable String head,
        @Nullable Boolean keysTrusted,
        @Nullable Long differenceCount,
        @Nullable List<Difference> differences) {

    /**
     * @param found null as long as there is no result
     */
    static Verification of(Job job, @Nullable Found found) {
        return found == null
                ? new Verification(
                        job.id(),
                        job.status(),
                        job.progress(),
                        job.startedAt(),
                        job.finishedAt(),
                        null,
                        null,
                        job.problem(),
                        null,
                        null,
                        null,
                        null,
                        null)
                : new Verification(
                        job.id(),
                        job.status(),
                        job.progress(),
                        job.startedAt(),
                        job.finishedAt(),
                        found.eventsChecked(),
                        found.firstBadPosition(),
                        found.problem(),
                        found.unsignedEvents(),
                        found.head(),
                        found.keysTrusted(),
                        found.differenceCount(),
                        found.differences());
    }
}
