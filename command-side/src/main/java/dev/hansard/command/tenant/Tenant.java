package dev.hansard.command.tenant;

import dev.hansard.api.tenant.AllowList;
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

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The state of a tenant, as far as its commands need it. There is no tenant that does not exist:
 * one of which nothing was said is open to everyone and has no keys.
 *
 * @param keys oldest first; those that were of no use at the last event of a key or list are gone
 * @param version number of its events
 */
public record Tenant(List<Key> keys, AllowList allowList, TenantSettings settings, long version) {

    static final Tenant NEW = new Tenant(List.of(), AllowList.EVERYONE, TenantSettings.NONE, 0);

    private static final int ITEM_BYTES = 100;

    /**
     * A key that was not revoked.
     *
     * @param expiresAt from when on it is of no use; null for never
     */
    public record Key(String id, @Nullable Instant expiresAt) {

        boolean isOfUse(Instant now) {
            return expiresAt == null || now.isBefore(expiresAt);
        }
    }

    /** The state after one more event, which the log holds with that instant. */
    static Tenant evolve(Tenant state, TenantEvent event, Instant recordedAt) {
        List<Key> ofUse = state.keys.stream().filter(key -> key.isOfUse(recordedAt)).toList();
        return switch (event) {
            case KeyCreated created ->
                    state.with(plus(ofUse, new Key(created.keyId(), created.expiresAt())));
            case KeyRevoked revoked ->
                    state.with(
                            ofUse.stream().filter(key -> !key.id.equals(revoked.keyId())).toList());
            case AllowListSet set ->
                    new Tenant(
                            ofUse,
                            new AllowList(set.mode(), set.users()),
                            state.settings,
                            state.version + 1);
            case SettingsSet set ->
                    new Tenant(ofUse, state.allowList, set.settings(), state.version + 1);
            case ErasureCompleted _, TenantErasureCompleted _, ResultsInvalidated _ ->
                    new Tenant(state.keys, state.allowList, state.settings, state.version + 1);
            case TenantErased _ ->
                    new Tenant(NEW.keys, NEW.allowList, NEW.settings, state.version + 1);
        };
    }

    /** Whether there is such a key and it is of use. */
    boolean hasKey(String keyId, Instant now) {
        return keys.stream().anyMatch(key -> key.id.equals(keyId) && key.isOfUse(now));
    }

    /** How many keys are of use. */
    long keysAt(Instant now) {
        return keys.stream().filter(key -> key.isOfUse(now)).count();
    }

    /** Bytes of what is in it, near enough. */
    long contentBytes() {
        return (long) ITEM_BYTES * (keys.size() + allowList.users().size());
    }

    private Tenant with(List<Key> nextKeys) {
        return new Tenant(nextKeys, allowList, settings, version + 1);
    }

    private static List<Key> plus(List<Key> keys, Key another) {
        return Stream.concat(keys.stream(), Stream.of(another)).toList();
    }
}
