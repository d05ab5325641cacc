package dev.hansard.tenancy;

import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** All keys, lists and settings in the memory of this node. Thread-safe. */
public final class TenantRegistry extends TenantView {

    private final Consumer<TenantRegistry> whenLoaded;
    private final Map<String, TenantFacts> tenants = new ConcurrentHashMap<>();
    private final Map<String, RegisteredKey> keys = new ConcurrentHashMap<>();

    /**
     * @param whenLoaded run once, when all is known that was in the log at the start
     */
    TenantRegistry(TenantHistory history, Consumer<TenantRegistry> whenLoaded) {
        super(history);
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

    /** Whether a tenant was erased. */
    public boolean isErased(String tenant) {
        return facts(tenant).erased();
    }

    @Nullable RegisteredKey find(String keyId) {
        return keys.get(keyId);
    }

    boolean allows(String tenant, String userId) {
        return facts(tenant).allows(userId);
    }

    /**
     * Whether the keys of a tenant are found one by one, as those who come in have them looked for.
     */
    boolean findsAll(TenantFacts facts) {
        return facts.keys().values().stream()
                .allMatch(key -> key.equals(keys.get(key.created().keyId())));
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
    protected void loaded() {
        whenLoaded.accept(this);
    }

    @Override
    protected void apply(RecordedEvent recorded) {
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

    TenantFacts facts(String tenant) {
        return tenants.getOrDefault(tenant, TenantFacts.nothingOf(tenant));
    }
}
