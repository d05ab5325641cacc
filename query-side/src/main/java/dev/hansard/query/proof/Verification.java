package dev.hansard.query.proof;

import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/**
 * A verification as a job.
 *
 * @param progress from 0 to 1
 * @param eventsChecked those that are as they were recorded
 * @param firstBadPosition absent if every event is as it was recorded
 * @param problem what is wrong at that position, or why the job failed
 * @param unsignedEvents those after the last signed head, for which nobody vouches yet
 * @param head of the tenant's chain as it was made anew, in hexadecimal; absent if something is bad
 * @param keysTrusted whether the keys that vouch are known outside of the database
 */
record Verification(
        String id,
        Status status,
        double progress,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long eventsChecked,
        @Nullable Long firstBadPosition,
        @Nullable String problem,
        @Nullable Long unsignedEvents,
        @Nullable String head,
        @Nullable Boolean keysTrusted) {

    /** Succeeded is one that has come to a result, also if that is a bad position. */
    enum Status {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
