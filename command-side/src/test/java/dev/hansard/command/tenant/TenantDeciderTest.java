package dev.hansard.command.tenant;

import static dev.hansard.command.aggregate.Refusals.assertRefused;
import static dev.hansard.command.tenant.Tenancy.ACME;
import static dev.hansard.command.tenant.Tenancy.STORE;
import static dev.hansard.command.tenant.Tenancy.T;
import static dev.hansard.command.tenant.Tenancy.after;
import static dev.hansard.command.tenant.Tenancy.allow;
import static dev.hansard.command.tenant.Tenancy.create;
import static dev.hansard.command.tenant.Tenancy.created;
import static dev.hansard.command.tenant.Tenancy.invalidate;
import static dev.hansard.command.tenant.Tenancy.limited;
import static dev.hansard.command.tenant.Tenancy.named;
import static dev.hansard.command.tenant.Tenancy.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.ExpectedVersion.Absent;
import dev.hansard.api.ExpectedVersion.Exactly;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.AllowList.Mode;
import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.api.tenant.TenantCommand.SetAllowList;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.api.tenant.TenantEvent.KeyRevoked;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.api.tenant.TenantEvent.TenantErased;
import dev.hansard.api.tenant.TenantSettings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantDeciderTest {

    private static final ExpectedVersion ANY = ExpectedVersion.ANY;

    private final TenantDecider decider =
            new TenantDecider(new TenantLimits(2, 3, 8), Tenancy.SERVER);

    @Nested
    class A_key {

        @ParameterizedTest
        @EnumSource(names = "OPERATOR", mode = EnumSource.Mode.EXCLUDE)
        void of_every_role_of_a_tenant_is_made(AccessRole role) {
            assertThat(decider.decide(create(ACME, role, null), Tenant.NEW))
                    .containsExactly(new KeyCreated("k1", role, "bot", null, "hash", null, null));
        }

        @Test
        void of_a_tenant_that_was_erased_nothing_is_left() {
            Tenant erased = after(created("k1", null), new TenantErased());

            assertThat(erased)
                    .isEqualTo(new Tenant(List.of(), AllowList.EVERYONE, TenantSettings.NONE, 2));
        }

        @Test
        void of_an_operator_is_the_stores_and_the_store_has_no_others() {
            assertThat(decider.decide(create(STORE, AccessRole.OPERATOR, null), Tenant.NEW))
                    .hasSize(1);
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/role",
                    () -> decider.decide(create(ACME, AccessRole.OPERATOR, null), Tenant.NEW));
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/role",
                    () -> decider.decide(create(STORE, AccessRole.ADMIN, null), Tenant.NEW));
        }

        @ParameterizedTest
        @EnumSource(names = {"AGENT", "READER", "AUDITOR"})
        void may_be_bound_to_one_user(AccessRole role) {
            assertThat(decider.decide(create(ACME, role, "ann"), Tenant.NEW))
                    .containsExactly(new KeyCreated("k1", role, "bot", "ann", "hash", null, null));
        }

        @Test
        void over_all_users_is_bound_to_none() {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/userId",
                    () -> decider.decide(create(ACME, AccessRole.ADMIN, "ann"), Tenant.NEW));
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/userId",
                    () -> decider.decide(create(STORE, AccessRole.OPERATOR, "ann"), Tenant.NEW));
        }

        @Test
        void without_a_name_is_called_by_its_id() {
            assertThat(decider.decide(named(null), Tenant.NEW))
                    .singleElement()
                    .extracting("name")
                    .isEqualTo("k1");
            assertThat(decider.decide(named("ж".repeat(128)), Tenant.NEW)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "a\nb", "\u0000", "long"})
        void has_a_name_that_can_be_read(String name) {
            String tooLong = name.equals("long") ? "x".repeat(129) : name;
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/name",
                    () -> decider.decide(named(tooLong), Tenant.NEW));
        }

        @Test
        void may_be_used_at_least_once_per_second() {
            assertThat(decider.decide(limited(1), Tenant.NEW)).hasSize(1);
            for (int wrong : new int[] {0, -1, 1_000_001}) {
                assertRefused(
                        ErrorCode.INVALID_REQUEST,
                        "/requestsPerSecond",
                        () -> decider.decide(limited(wrong), Tenant.NEW));
            }
        }

        @Test
        void more_than_a_tenant_may_have_is_refused_and_those_that_are_over_do_not_count() {
            Tenant full = after(created("a", null), created("b", T.plusSeconds(1)));
            Tenant halfOver = after(created("a", null), created("b", T));

            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    () -> decider.decide(create(ACME, AccessRole.AGENT, null), full));
            assertThat(decider.decide(create(ACME, AccessRole.AGENT, null), halfOver)).hasSize(1);
            assertThat(Tenant.evolve(halfOver, created("c", null), T).keys())
                    .extracting(Tenant.Key::id)
                    .containsExactly("a", "c");
        }
    }

    @Nested
    class Revoking {

        @Test
        void takes_a_key_out() {
            Tenant state = after(created("a", null));

            assertThat(decider.decide(revoke("a", ANY, T), state))
                    .containsExactly(new KeyRevoked("a"));
            assertThat(Tenant.evolve(state, new KeyRevoked("a"), T).keys()).isEmpty();
        }

        @Test
        void finds_no_key_that_is_revoked_or_over_or_never_was() {
            Tenant state =
                    after(created("a", null), new KeyRevoked("a"), created("b", T.plusSeconds(9)));

            assertRefused(ErrorCode.NOT_FOUND, () -> decider.decide(revoke("a", ANY, T), state));
            assertRefused(
                    ErrorCode.NOT_FOUND,
                    () -> decider.decide(revoke("b", ANY, T.plusSeconds(9)), state));
            assertRefused(ErrorCode.NOT_FOUND, () -> decider.decide(revoke("z", ANY, T), state));
        }
    }

    @Nested
    class The_list {

        @Test
        void takes_the_place_of_the_one_before() {
            Tenant state = after(new AllowListSet(Mode.LISTED, List.of("ann")));

            assertThat(decider.decide(allow(ANY, Mode.LISTED, "bob", "bob", "cid"), state))
                    .containsExactly(new AllowListSet(Mode.LISTED, List.of("bob", "cid")));
            assertThat(state.allowList()).isEqualTo(new AllowList(Mode.LISTED, List.of("ann")));
            assertThat(Tenant.NEW.allowList()).isEqualTo(AllowList.EVERYONE);
        }

        @Test
        void that_is_the_same_writes_nothing() {
            assertThat(decider.decide(allow(ANY, Mode.EVERYONE), Tenant.NEW)).isEmpty();
        }

        @Test
        void is_none_of_the_store() {
            var set = new SetAllowList(STORE, new AllowList(Mode.LISTED, List.of("ann")), ANY, T);
            assertRefused(ErrorCode.INVALID_REQUEST, () -> decider.decide(set, Tenant.NEW));
        }

        @Test
        void has_a_limit() {
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/users",
                    () -> decider.decide(allow(ANY, Mode.LISTED, "a", "b", "c", "d"), Tenant.NEW));
        }
    }

    @Nested
    class Invalidated_results {

        @Test
        void are_named_in_an_event_each_time() {
            var again = new ResultsInvalidated(By.TAG, "t".repeat(8), null);
            Tenant state = after(created("a", null), again);

            assertThat(decider.decide(invalidate(By.TAG, "t".repeat(8)), state))
                    .containsExactly(again);
            assertThat(decider.decide(invalidate(By.ALL, null), state))
                    .containsExactly(new ResultsInvalidated(By.ALL, null, null));
            assertThat(state)
                    .isEqualTo(
                            new Tenant(state.keys(), AllowList.EVERYONE, TenantSettings.NONE, 2));
        }

        @Test
        void are_named_by_something_that_can_be_stored() {
            for (String wrong : List.of("", " ", "t".repeat(9))) {
                assertRefused(
                        ErrorCode.INVALID_REQUEST,
                        "/contentHash",
                        () -> decider.decide(invalidate(By.CONTENT_HASH, wrong), Tenant.NEW));
            }
            assertThat(decider.decide(invalidate(By.KEY, "k".repeat(64)), Tenant.NEW)).hasSize(1);
        }
    }

    @Test
    void a_version_that_is_not_the_tenants_any_more_is_refused() {
        Tenant state = after(created("a", null));
        for (ExpectedVersion wrong : List.of(new Exactly(7), new Absent())) {
            assertRefused(ErrorCode.VERSION_MISMATCH, () -> decider.decide(create(wrong), state));
            assertRefused(
                    ErrorCode.VERSION_MISMATCH, () -> decider.decide(revoke("a", wrong, T), state));
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decider.decide(allow(wrong, Mode.LISTED), state));
        }
        assertThat(decider.decide(create(new Exactly(1)), state)).hasSize(1);
    }
}
