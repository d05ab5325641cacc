package dev.hansard.tenancy;

import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.ErasureCompleted;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.api.tenant.TenantEvent.KeyRevoked;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.api.tenant.TenantEvent.SettingsSet;
import dev.hansard.api.tenant.TenantEvent.TenantErased;
import dev.hansard.api.tenant.TenantEvent.TenantErasureCompleted;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.eventstore.RecordedEvent;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the log says of one tenant.
 *
 * @param keys by id, oldest first; those whose time was over at the last event of a key or list are
 *     gone
 * @param listed the users of the list, to look one up
 * @param settings what was set, and nothing of the server's
 * @param version number of the tenant's events
 * @param erased then nothing else is known
 */
record TenantFacts(
        String tenant,
        Map<String, RegisteredKey> keys,
        AllowList allowList,
        Set<String> listed,
        TenantSettings settings,
        long version,
        boolean erased) {

    static TenantFacts nothingOf(String tenant) {
        return nothing(tenant, 0, false);
    }

    /** The facts after one more event of the tenant. */
    TenantFacts evolve(RecordedEvent recorded) {
        return switch ((TenantEvent) recorded.payload()) {
            case KeyCreated created -> {
                Map<String, RegisteredKey> living = livingAt(recorded.recordedAt());
                if (countsHere(created)) {
                    living.put(created.keyId(), registered(created, recorded));
                }
                yield with(living, recorded);
            }
            case KeyRevoked revoked -> {
                Map<String, RegisteredKey> living = livingAt(recorded.recordedAt());
                living.remove(revoked.keyId());
                yield with(living, recorded);
            }
            case AllowListSet set -> {
                var list = new AllowList(set.mode(), set.users());
                yield new TenantFacts(
                        tenant,
                        livingAt(recorded.recordedAt()),
                        list,
                        Set.copyOf(list.users()),
                        settings,
                        recorded.version(),
                        false);
            }
            case SettingsSet set ->
                    new TenantFacts(
                            tenant,
                            livingAt(recorded.recordedAt()),
                            allowList,
                            listed,
                            set.settings(),
                            recorded.version(),
                            false);
            case ErasureCompleted _, TenantErasureCompleted _, ResultsInvalidated _ ->
                    with(keys, recorded);
            case TenantErased _ -> nothing(tenant, recorded.version(), true);
        };
    }

    private Map<String, RegisteredKey> livingAt(Instant now) {
        Map<String, RegisteredKey> living = new LinkedHashMap<>(keys);
        living.values().removeIf(key -> key.isOver(now));
        return living;
    }

    boolean allows(String userId) {
        return switch (allowList.mode()) {
            case EVERYONE -> true;
            case LISTED -> listed.contains(userId);
        };
    }

    /** A key to everything counts in the store's own tenant only, whatever else a log may say. */
    private boolean countsHere(KeyCreated created) {
        return (created.role() == AccessRole.OPERATOR) == tenant.equals(StoreTenant.NAME);
    }

    private RegisteredKey registered(KeyCreated created, RecordedEvent recorded) {
        return new RegisteredKey(tenant, created, recorded.recordedAt(), recorded.position());
    }

    private TenantFacts with(Map<String, RegisteredKey> others, RecordedEvent recorded) {
        return new TenantFacts(
                tenant, others, allowList, listed, settings, recorded.version(), false);
    }

    private static TenantFacts nothing(String tenant, long version, boolean erased) {
        return new TenantFacts(
                tenant,
                Map.of(),
                AllowList.EVERYONE,
                Set.of(),
                TenantSettings.NONE,
                version,
                erased);
    }
}
