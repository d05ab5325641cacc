package dev.hansard.query.result;

import dev.hansard.api.AggregateId;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.tenancy.TenantHistory;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which results are of no use any more, as the log says: in the memory of every node, so that none
 * needs another to know. Begins with the events of the tenants themselves. Thread-safe.
 */
final class Invalidations implements LogView {

    private static final long NOTHING_YET = -1;

    private final TenantHistory history;
    private final int limit;
    private final Map<String, TenantInvalidations> tenants = new ConcurrentHashMap<>();
    private long applied = NOTHING_YET;

    /**
     * @param limit of what is remembered of each tenant
     */
    Invalidations(TenantHistory history, int limit) {
        this.history = history;
        this.limit = limit;
    }

    /** Whether the result was invalidated, as far as this node knows; never taken back. */
    boolean reach(ResultHead result) {
        @Nullable TenantInvalidations ofTenant = tenants.get(result.tenant());
        return ofTenant != null && ofTenant.reach(result);
    }

    @Override
    public String name() {
        return "results";
    }

    @Override
    public synchronized long resumeAfter() {
        if (applied == NOTHING_YET) {
            applied = history.replay(this::apply);
        }
        return applied;
    }

    @Override
    public synchronized void apply(List<RecordedEvent> batch) {
        for (RecordedEvent recorded : batch) {
            if (recorded.aggregateType().equals(AggregateId.TENANT)) {
                apply(recorded);
            }
            applied = recorded.position();
        }
    }

    private void apply(RecordedEvent recorded) {
        if (recorded.payload() instanceof ResultsInvalidated invalidated) {
            tenants.computeIfAbsent(recorded.tenant(), tenant -> new TenantInvalidations(limit))
                    .add(recorded.tenant(), invalidated.selector(), recorded.position());
        }
    }
}
