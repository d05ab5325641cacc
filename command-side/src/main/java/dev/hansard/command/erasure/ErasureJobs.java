package dev.hansard.command.erasure;

import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.ErasureCompleted;
import dev.hansard.api.tenant.TenantEvent.TenantErasureCompleted;
import dev.hansard.command.dispatch.Origin;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.seal.SealedStore;
import dev.hansard.tenancy.erasure.Erasure;
import dev.hansard.tenancy.erasure.ErasureTable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;

/**
 * Brings erasures to their end: notes them outside of the database, waits until every node has let
 * go, and writes the receipts. What a process leaves behind another one goes on with.
 */
final class ErasureJobs {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureJobs.class);
    private static final int PAGE = 100;

    private final ErasureTable table;
    private final ErasureEvents events;
    private final OwnedEvents owned;
    private final TenantRows rows;
    private final EventLog log;
    private final SealedStore sealed;

    ErasureJobs(
            ErasureTable table,
            ErasureEvents events,
            OwnedEvents owned,
            TenantRows rows,
            EventLog log,
            SealedStore sealed) {
        this.table = table;
        this.events = events;
        this.owned = owned;
        this.rows = rows;
        this.log = log;
        this.sealed = sealed;
    }

    /** Looks after all that are not at their end. */
    void run() {
        table.unfinished(PAGE).forEach(this::advance);
    }

    private void advance(Erasure erasure) {
        KeyOwner owner = erasure.owner();
        Long position = erasure.position();
        if (position == null) {
            var _ = events.erase(owner, Origin.SYSTEM.metadata());
            LOG.info("a user or tenant is erased again, in what was restored from before");
            return;
        }
        sealed.noteErasure(owner);
        if (table.staysBehind(position)) {
            return;
        }
        RecordedEvent erased = log.at(position).orElseThrow();
        if (owner.isTenant()) {
            rows.removeOf(owner.tenant());
        }
        TenantEvent receipt = receipt(owner, position, erased.recordedAt());
        table.finish(owner, events.complete(owner, receipt, Origin.SYSTEM.metadata()));
    }

    private TenantEvent receipt(KeyOwner owner, long position, Instant erasedAt) {
        OwnedEvents.Count count = owned.count(owner, position);
        return owner.isTenant()
                ? new TenantErasureCompleted(
                        owner.tenant(),
                        position,
                        erasedAt,
                        count.events(),
                        count.users(),
                        count.conversations(),
                        count.sessions())
                : new ErasureCompleted(
                        owner.userId(),
                        position,
                        erasedAt,
                        count.events(),
                        count.conversations(),
                        count.sessions());
    }
}
