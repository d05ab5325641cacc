package dev.hansard.tenancy.erasure;

import dev.hansard.api.tenant.TenantEvent.TenantErasureCompleted;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.tenancy.erasure.ErasureJob.Status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The erasure of a tenant as a job, with its receipt when it is done.
 *
 * @param id of the tenant
 * @param progress from 0 to 1
 * @param position of the event from which on the tenant is erased
 * @param events those of the tenant that nobody can read any more
 */
public record TenantErasureJob(
        String id,
        Status status,
        double progress,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String tenant,
        @Nullable Long position,
        @Nullable Instant erasedAt,
        @Nullable Long events,
        @Nullable Long users,
        @Nullable Long conversations,
        @Nullable Long sessions) {

    private static final double KEYS_ARE_GONE = 0.25;
    private static final double NODES_HAVE_LET_GO = 0.75;

    /** The job, its receipt read from the log. */
    public static TenantErasureJob of(Erasure erasure, ErasureTable table, EventLog log) {
        Long receipt = erasure.receipt();
        RecordedEvent recorded = receipt == null ? null : log.at(receipt).orElse(null);
        return recorded != null && recorded.payload() instanceof TenantErasureCompleted completed
                ? done(erasure, completed, recorded.recordedAt())
                : running(erasure, table);
    }

    private static TenantErasureJob running(Erasure erasure, ErasureTable table) {
        String tenant = erasure.owner().tenant();
        Long position = erasure.position();
        double nodes = position == null ? 0 : table.shareOfNodes(position);
        return new TenantErasureJob(
                tenant,
                Status.RUNNING,
                KEYS_ARE_GONE + (NODES_HAVE_LET_GO - KEYS_ARE_GONE) * nodes,
                erasure.startedAt(),
                null,
                tenant,
                position,
                null,
                null,
                null,
                null,
                null);
    }

    private static TenantErasureJob done(
            Erasure erasure, TenantErasureCompleted completed, Instant finishedAt) {
        return new TenantErasureJob(
                completed.tenant(),
                Status.SUCCEEDED,
                1,
                erasure.startedAt(),
                finishedAt,
                completed.tenant(),
                completed.position(),
                completed.erasedAt(),
                completed.events(),
                completed.users(),
                completed.conversations(),
                completed.sessions());
    }
}
