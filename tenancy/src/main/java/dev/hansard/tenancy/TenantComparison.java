package dev.hansard.tenancy;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.ArrayList;
import java.util.List;

/** What this node knows of the tenants themselves, held against a replay of their events. */
public final class TenantComparison {

    private static final int PAGE = 500;

    private final TenantRegistry registry;
    private final EventLog log;

    TenantComparison(TenantRegistry registry, EventLog log) {
        this.registry = registry;
        this.log = log;
    }

    /**
     * How a tenant's compare.
     *
     * @param position up to which both were looked at
     * @param differing names of what differs; nothing of what it is
     */
    public record Result(long position, List<String> differing) {}

    /** Whether anything is known of a tenant. */
    public boolean knows(String tenant) {
        return registry.tenants().contains(tenant);
    }

    public Result of(String tenant) {
        // The position before the facts: so they reflect at least as much.
        long reflected = registry.resumeAfter();
        TenantFacts live = registry.facts(tenant);
        try {
            return compared(reflected, live, replay(tenant, reflected, live.version()));
        } catch (ErasedException e) {
            // Of a tenant that was erased there is nothing that could differ.
            return new Result(reflected, List.of());
        }
    }

    private Result compared(long reflected, TenantFacts live, TenantFacts cold) {
        List<String> differing = new ArrayList<>();
        if (live.version() != cold.version()) {
            differing.add("version");
        }
        if (!live.keys().equals(cold.keys()) || !registry.findsAll(live)) {
            differing.add("keys");
        }
        if (!live.allowList().equals(cold.allowList()) || !live.listed().equals(cold.listed())) {
            differing.add("allowedUsers");
        }
        if (!live.settings().equals(cold.settings())) {
            differing.add("settings");
        }
        return new Result(reflected, differing);
    }

    private TenantFacts replay(String tenant, long upToPosition, long upToVersion) {
        String id = AggregateId.tenant(tenant).toString();
        TenantFacts facts = TenantFacts.nothingOf(tenant);
        List<RecordedEvent> page = log.readAggregate(id, 0, PAGE);
        while (!page.isEmpty()) {
            for (RecordedEvent recorded : page) {
                if (recorded.position() > upToPosition && recorded.version() > upToVersion) {
                    return facts;
                }
                facts = facts.evolve(recorded);
            }
            page = log.readAggregate(id, page.getLast().version(), PAGE);
        }
        return facts;
    }
}
