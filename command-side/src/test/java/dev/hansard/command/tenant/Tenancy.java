package dev.hansard.command.tenant;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.AllowList.Mode;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.ResultSelector;
import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.api.tenant.TenantCommand.CreateKey;
import dev.hansard.api.tenant.TenantCommand.InvalidateResults;
import dev.hansard.api.tenant.TenantCommand.RevokeKey;
import dev.hansard.api.tenant.TenantCommand.SetAllowList;
import dev.hansard.api.tenant.TenantCommand.SetSettings;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The tenant acme: its commands, events and states in few words, for tests. */
final class Tenancy {

    static final AggregateId ACME = AggregateId.tenant("acme");
    static final AggregateId STORE = AggregateId.tenant(StoreTenant.NAME);
    static final Instant T = Instant.parse("2026-01-02T03:00:00Z");

    /** What the server says: an hour for everything, and at most 1,000 of anything. */
    static final TenantSettings SERVER =
            new TenantSettings(
                    Stream.of(Lifetime.values())
                            .collect(toMap(identity(), any -> Ttl.parse("PT1H"))),
                    Stream.of(TenantLimit.values()).collect(toMap(identity(), any -> 1_000)));

    private Tenancy() {}

    static Tenant after(TenantEvent... events) {
        Tenant state = Tenant.NEW;
        for (TenantEvent event : events) {
            state = Tenant.evolve(state, event, T);
        }
        return state;
    }

    static KeyCreated created(String keyId, @Nullable Instant expiresAt) {
        return new KeyCreated(keyId, AccessRole.AGENT, "bot", null, "hash", expiresAt, null);
    }

    static CreateKey create(AggregateId tenant, AccessRole role, @Nullable String userId) {
        return create(tenant, role, "bot", userId, null, ExpectedVersion.ANY);
    }

    static CreateKey create(ExpectedVersion expected) {
        return create(ACME, AccessRole.AGENT, "bot", null, null, expected);
    }

    static CreateKey named(@Nullable String name) {
        return create(ACME, AccessRole.AGENT, name, null, null, ExpectedVersion.ANY);
    }

    static CreateKey limited(@Nullable Integer perSecond) {
        return create(ACME, AccessRole.AGENT, "bot", null, perSecond, ExpectedVersion.ANY);
    }

    static RevokeKey revoke(String keyId, ExpectedVersion expected, Instant now) {
        return new RevokeKey(ACME, keyId, expected, now);
    }

    static SetAllowList allow(ExpectedVersion expected, Mode mode, String... users) {
        return new SetAllowList(ACME, new AllowList(mode, List.of(users)), expected, T);
    }

    static InvalidateResults invalidate(By by, @Nullable String value) {
        return new InvalidateResults(ACME, new ResultSelector(by, value, null), T);
    }

    static SetSettings set(TenantSettings settings) {
        return set(ExpectedVersion.ANY, settings);
    }

    static SetSettings set(ExpectedVersion expected, TenantSettings settings) {
        return new SetSettings(ACME, settings, expected, T);
    }

    private static CreateKey create(
            AggregateId tenant,
            AccessRole role,
            @Nullable String name,
            @Nullable String userId,
            @Nullable Integer perSecond,
            ExpectedVersion expected) {
        return new CreateKey(
                tenant, "k1", role, name, userId, "hash", null, perSecond, expected, T);
    }
}
