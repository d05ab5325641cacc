package dev.hansard.query.tenant;

import dev.hansard.api.AggregateId;
import dev.hansard.query.comparison.ComparedView;
import dev.hansard.query.comparison.Difference;
import dev.hansard.tenancy.TenantComparison;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Keys, lists and settings of tenants in memory, held against the log. */
final class ComparedTenants implements ComparedView {

    private final TenantComparison tenants;

    ComparedTenants(TenantComparison tenants) {
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "tenants";
    }

    @Override
    public Set<String> types() {
        return Set.of(AggregateId.TENANT);
    }

    @Override
    public void compare(List<AggregateId> aggregates, Consumer<Difference> differences) {
        aggregates.forEach(tenant -> compare(tenant, differences));
    }

    @Override
    public void known(
            String tenant,
            Consumer<Collection<AggregateId>> each,
            Consumer<Difference> differences) {
        if (tenants.knows(tenant)) {
            each.accept(List.of(AggregateId.tenant(tenant)));
        }
    }

    private void compare(AggregateId tenant, Consumer<Difference> differences) {
        TenantComparison.Result result = tenants.of(tenant.tenant());
        if (!result.differing().isEmpty()) {
            String parts = String.join(", ", result.differing());
            differences.accept(Difference.of(name(), tenant, null, result.position(), parts));
        }
    }
}
