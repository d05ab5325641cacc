package dev.hansard.query.result;

import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.api.tenant.TenantEvent.TenantErased;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.tenancy.TenantHistory;
import dev.hansard.tenancy.TenantView;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which results are of no use any more, as the log says: in the memory of every node, so that none
 * needs another to know. Thread-safe.
 */
final class Invalidations extends TenantView {

    private final int limit;
    private final Map<String, TenantInvalidations> tenants = new ConcurrentHashMap<>();

    /**
     * @param limit of what is remembered of each tenant
     */
    Invalidations(TenantHistory history, int limit) {
        super(history);
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
    protected void apply(RecordedEvent recorded) {
        String tenant = recorded.tenant();
        if (recorded.payload() instanceof ResultsInvalidated invalidated) {
            tenants.computeIfAbsent(tenant, first -> new TenantInvalidations(limit))
                    .add(tenant, invalidated.selector(), recorded.position());
        } else if (recorded.payload() instanceof TenantErased) {
            tenants.remove(tenant);
        }
    }
}
