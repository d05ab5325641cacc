package dev.hansard.command.tenant;

import static dev.hansard.command.aggregate.Refusals.assertRefused;
import static dev.hansard.command.tenant.Tenancy.SERVER;
import static dev.hansard.command.tenant.Tenancy.STORE;
import static dev.hansard.command.tenant.Tenancy.T;
import static dev.hansard.command.tenant.Tenancy.after;
import static dev.hansard.command.tenant.Tenancy.set;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.ExpectedVersion.Exactly;
import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.AllowList.Mode;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.TenantCommand.SetSettings;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.SettingsSet;
import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantSettingsDeciderTest {

    private static final Map<Lifetime, Ttl> TWO_HOURS =
            Map.of(Lifetime.SESSION, Ttl.parse("PT2H"), Lifetime.STATE, Ttl.NEVER);

    private final TenantDecider decider = new TenantDecider(new TenantLimits(2, 3, 9), SERVER);

    @Test
    void they_take_the_place_of_those_before() {
        Tenant state =
                after(
                        new AllowListSet(Mode.LISTED, List.of("ann")),
                        new SettingsSet(
                                new TenantSettings(TWO_HOURS, Map.of(TenantLimit.MESSAGE, 100))));
        var next = new TenantSettings(Map.of(), Map.of(TenantLimit.PROFILE, 100));

        assertThat(decider.decide(set(next), state))
                .containsExactly(
                        new SettingsSet(
                                new TenantSettings(Map.of(), Map.of(TenantLimit.PROFILE, 100))));
        assertThat(state.settings())
                .isEqualTo(new TenantSettings(TWO_HOURS, Map.of(TenantLimit.MESSAGE, 100)));
        assertThat(state.allowList().users()).containsExactly("ann");
        assertThat(decider.decide(set(TenantSettings.NONE), state))
                .containsExactly(new SettingsSet(new TenantSettings(Map.of(), Map.of())));
    }

    @Test
    void a_list_that_is_set_leaves_them() {
        Tenant state =
                after(
                        new SettingsSet(new TenantSettings(TWO_HOURS, Map.of())),
                        new AllowListSet(Mode.LISTED, List.of("ann")));

        assertThat(state.settings().ttl()).isEqualTo(TWO_HOURS);
    }

    @Test
    void the_same_again_write_nothing() {
        assertThat(decider.decide(set(TenantSettings.NONE), Tenant.NEW)).isEmpty();
        assertThat(
                        decider.decide(
                                set(new TenantSettings(TWO_HOURS, Map.of())),
                                after(new SettingsSet(new TenantSettings(TWO_HOURS, Map.of())))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_limit_can_be_as_high_as_the_servers_and_no_higher(TenantLimit limit) {
        assertThat(decider.decide(limited(limit, 1_000), Tenant.NEW)).hasSize(1);
        assertThat(decider.decide(limited(limit, limit.least()), Tenant.NEW)).hasSize(1);
        for (int wrong : new int[] {1_001, limit.least() - 1, 0, -1, Integer.MIN_VALUE}) {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/limits/" + limit.wireName(),
                    () -> decider.decide(limited(limit, wrong), Tenant.NEW));
        }
    }

    @Test
    void the_store_has_none() {
        var ofTheStore = new SetSettings(STORE, TenantSettings.NONE, ExpectedVersion.ANY, T);

        assertRefused(ErrorCode.INVALID_REQUEST, () -> decider.decide(ofTheStore, Tenant.NEW));
    }

    @Test
    void a_version_that_is_not_the_tenants_any_more_is_refused() {
        var settings = new TenantSettings(TWO_HOURS, Map.of());

        assertRefused(
                ErrorCode.VERSION_MISMATCH,
                () -> decider.decide(set(new Exactly(7), settings), Tenant.NEW));
        assertThat(decider.decide(set(new Exactly(0), settings), Tenant.NEW)).hasSize(1);
    }

    private static SetSettings limited(TenantLimit limit, int value) {
        return set(new TenantSettings(Map.of(), Map.of(limit, value)));
    }
}
