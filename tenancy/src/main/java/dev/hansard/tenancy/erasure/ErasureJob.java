package dev.hansard.tenancy.erasure;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.hansard.api.tenant.TenantEvent.ErasureCompleted;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/**
 * An erasure as a job, with its receipt when it is done.
 *
 * @param id of the user
 * @param progress from 0 to 1
 * @param position of the event from which on the user is erased
 * @param events those of the user that nobody can read any more
 */
public record ErasureJob(
        String id,
        Status status,
        double progress,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String userId,
        @Nullable Long position,
        @Nullable Instant erasedAt,
        @Nullable Long events,
        @Nullable Long conversations,
        @Nullable Long sessions) {

    /** It goes on until every node has let go. */
    public enum Status {
        RUNNING,
        SUCCEEDED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The job, its receipt read from the log. */
    public static ErasureJob of(Erasure erasure, EventLog log) {
        Long receipt = erasure.receipt();
        RecordedEvent recorded = receipt == null ? null : log.at(receipt).orElse(null);
        return recorded != null && recorded.payload() instanceof ErasureCompleted completed
                ? done(erasure, completed, recorded.recordedAt())
                : running(erasure);
    }

    private static ErasureJob running(Erasure erasure) {
        String userId = erasure.owner().userId();
        return new ErasureJob(
                userId,
                Status.RUNNING,
                0.5,
                erasure.startedAt(),
                null,
                userId,
                erasure.position(),
                null,
                null,
                null,
                null);
    }

    private static ErasureJob done(
            Erasure erasure, ErasureCompleted completed, Instant finishedAt) {
        return new ErasureJob(
                completed.userId(),
                Status.SUCCEEDED,
                1,
                erasure.startedAt(),
                finishedAt,
                completed.userId(),
                completed.position(),
                completed.erasedAt(),
                completed.events(),
                completed.conversations(),
                completed.sessions());
    }
}
