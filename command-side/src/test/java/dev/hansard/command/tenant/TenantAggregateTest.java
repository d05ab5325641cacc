package dev.hansard.command.tenant;

import static dev.hansard.command.tenant.Tenancy.ACME;
import static dev.hansard.command.tenant.Tenancy.T;
import static dev.hansard.command.tenant.Tenancy.allow;
import static dev.hansard.command.tenant.Tenancy.create;
import static dev.hansard.command.tenant.Tenancy.created;
import static dev.hansard.command.tenant.Tenancy.invalidate;
import static dev.hansard.command.tenant.Tenancy.revoke;

import static org.axonframework.test.matchers.Matchers.predicate;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.AllowList.Mode;
import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.api.tenant.TenantCommand;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.api.tenant.TenantEvent.KeyRevoked;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.command.aggregate.CommandTargets;

import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The wiring of the shell; the rules are tested on the decider. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantAggregateTest {

    private static final ExpectedVersion ANY = ExpectedVersion.ANY;

    private AggregateTestFixture<TenantAggregate> fixture;

    @BeforeEach
    void wire() {
        fixture = new AggregateTestFixture<>(TenantAggregate.class);
        fixture.registerCommandTargetResolver(new CommandTargets());
        fixture.registerInjectableResource(
                new TenantDecider(new TenantLimits(9, 9, 9), Tenancy.SERVER));
    }

    static Stream<Arguments> eachCommandWithItsEvent() {
        return Stream.of(
                arguments(
                        create(ACME, AccessRole.READER, "ann"),
                        new KeyCreated("k1", AccessRole.READER, "bot", "ann", "hash", null, null)),
                arguments(revoke("k0", ANY, T), new KeyRevoked("k0")),
                arguments(
                        allow(ANY, Mode.LISTED, "ann"),
                        new AllowListSet(Mode.LISTED, List.of("ann"))),
                arguments(
                        invalidate(By.AGENT, "planner"),
                        new ResultsInvalidated(By.AGENT, "planner", null)));
    }

    @ParameterizedTest
    @MethodSource("eachCommandWithItsEvent")
    void each_command_finds_its_aggregate_and_answers_with_the_change(
            TenantCommand command, TenantEvent event) {
        fixture.givenCurrentTime(T)
                .andGiven(created("k0", null))
                .when(command)
                .expectEvents(event)
                .expectResultMessagePayloadMatching(
                        predicate(
                                (TenantChange change) ->
                                        change.id().equals(ACME)
                                                && change.events().equals(List.of(event))
                                                && change.version() == 2));
    }

    @Test
    void a_tenant_of_which_nothing_was_said_takes_commands_and_its_events_belong_to_no_user() {
        fixture.givenNoPriorActivity()
                .when(allow(ANY, Mode.LISTED, "ann"))
                .expectEvents(
                        new GenericEventMessage<>(
                                new AllowListSet(Mode.LISTED, List.of("ann")),
                                Map.of("tenant", "acme")));
    }

    @Test
    void a_refusal_writes_nothing() {
        fixture.givenNoPriorActivity()
                .when(revoke("k0", ANY, T))
                .expectNoEvents()
                .expectException(
                        predicate((Refusal refusal) -> refusal.code() == ErrorCode.NOT_FOUND));
    }
}
