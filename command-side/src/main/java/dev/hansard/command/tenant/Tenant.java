package dev.hansard.command.tenant;

import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.api.tenant.TenantEvent.KeyRevoked;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The state of a tenant, as far as its commands need it. There is no tenant that does not exist:
 * one of which nothing was said is open to everyone and has no keys.
 *
 * @param keys oldest first; those that were of no use at the last event of a key or list are gone
 * @param version number of its events
 */
public record Tenant(List<Key> keys, AllowList allowList, long version) {

    static final Tenant NEW = new Tenant(List.of(), AllowList.EVERYONE, 0);

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
        Predicate<Key> ofUse = key -> key.isOfUse(recordedAt);
        return switch (event) {
            case KeyCreated created ->
                    state.with(
                            Stream.concat(
                                    state.keys.stream().filter(ofUse),
                                    Stream.of(new Key(created.keyId(), created.expiresAt()))),
                            state.allowList);
            case KeyRevoked revoked ->
                    state.with(
                            state.keys.stream()
                                    .filter(ofUse)
                                    .filter(key -> !key.id.equals(revoked.keyId())),
                            state.allowList);
            case AllowListSet set ->
                    state.with(
                            state.keys.stream().filter(ofUse),
                            new AllowList(set.mode(), set.users()));
            case ResultsInvalidated unused -> state.with(state.keys.stream(), state.allowList);
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

    private Tenant with(Stream<Key> nextKeys, AllowList nextList) {
        return new Tenant(nextKeys.toList(), nextList, version + 1);
    }
}
