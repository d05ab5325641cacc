package dev.hansard.tenancy;

import dev.hansard.api.AggregateId;
import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogTenants;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.UnreadableRecordException;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * All keys, lists and settings in the memory of this node: a view of the log that begins with the
 * events of the tenants themselves and not with all that was ever said. Thread-safe.
 */
public final class TenantRegistry implements LogView {

    private static final String OWN = AggregateId.tenant("{tenant}").toString();
    private static final int PAGE = 1_000;
    private static final long NOTHING_YET = -1;

    private final EventLog log;
    private final LogTenants logTenants;
    private final Consumer<TenantRegistry> whenLoaded;
    private final Map<String, TenantFacts> tenants = new ConcurrentHashMap<>();
    private final Map<String, RegisteredKey> keys = new ConcurrentHashMap<>();
    private long applied = NOTHING_YET;

    /**
     * @param whenLoaded run once, when all is known that was in the log at the start
     */
    TenantRegistry(EventLog log, LogTenants logTenants, Consumer<TenantRegistry> whenLoaded) {
        this.log = log;
        this.logTenants = logTenants;
        this.whenLoaded = whenLoaded;
    }

    /** The keys of a tenant, oldest first. */
    public Collection<RegisteredKey> keysOf(String tenant) {
        return facts(tenant).keys().values();
    }

    /** Who may come in. */
    public AllowList allowListOf(String tenant) {
        return facts(tenant).allowList();
    }

    /** What was set for a tenant, and nothing of the server's. */
    public TenantSettings settingsOf(String tenant) {
        return facts(tenant).settings();
    }

    /** Number of events of a tenant. */
    public long versionOf(String tenant) {
        return facts(tenant).version();
    }

    @Nullable RegisteredKey find(String keyId) {
        return keys.get(keyId);
    }

    boolean allows(String tenant, String userId) {
        return facts(tenant).allows(userId);
    }

    /** The tenants that have said anything. */
    Collection<String> tenants() {
        return Set.copyOf(tenants.keySet());
    }

    @Override
    public String name() {
        return "tenants";
    }

    @Override
    public synchronized long resumeAfter() {
        if (applied == NOTHING_YET) {
            applied = load();
            whenLoaded.accept(this);
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

    /**
     * Reads the events of the tenants alone.
     *
     * @return where to go on; before the first event that cannot be read, so that the follower
     *     finds it as it would have
     */
    private long load() {
        long from = log.head();
        for (String tenant : logTenants.thatHave(OWN)) {
            try {
                load(AggregateId.tenant(tenant).toString());
            } catch (UnreadableRecordException e) {
                from = Math.min(from, e.position() - 1);
            }
        }
        return from;
    }

    private void load(String tenant) {
        List<RecordedEvent> page;
        long from = 0;
        do {
            page = log.readAggregate(tenant, from, PAGE);
            page.forEach(this::apply);
            from += page.size();
        } while (page.size() == PAGE);
    }

    /** An event may come twice: once read from its tenant, and once in the order of the log. */
    private void apply(RecordedEvent recorded) {
        TenantFacts before = facts(recorded.tenant());
        if (recorded.version() <= before.version()) {
            return;
        }
        TenantFacts after = before.evolve(recorded);
        tenants.put(after.tenant(), after);
        keys.putAll(after.keys());
        before.keys().keySet().stream()
                .filter(id -> !after.keys().containsKey(id))
                .forEach(keys::remove);
    }

    private TenantFacts facts(String tenant) {
        return tenants.getOrDefault(tenant, TenantFacts.nothingOf(tenant));
    }
}
