package dev.hansard.command.entry;

import static dev.hansard.command.entry.Flight.OVER;
import static dev.hansard.command.entry.Flight.T;
import static dev.hansard.command.entry.Flight.expire;
import static dev.hansard.command.entry.Flight.hasPut;
import static dev.hansard.command.entry.Flight.put;
import static dev.hansard.command.entry.Flight.remove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.predicate;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.entry.EntryCommand;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
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
class EntryAggregateTest {

    private AggregateTestFixture<EntryAggregate> fixture;

    @BeforeEach
    void wire() {
        fixture = new AggregateTestFixture<>(EntryAggregate.class);
        fixture.registerCommandTargetResolver(new CommandTargets());
        fixture.registerInjectableResource(new EntryDecider(EntryLimits.DEFAULT));
    }

    static Stream<Arguments> eachCommandWithItsEvents() {
        return Stream.of(
                arguments(put("2", null), List.of(hasPut("2", null))),
                arguments(remove(ExpectedVersion.ANY, T), List.of(new EntryRemoved())),
                arguments(expire(OVER), List.of(new EntryExpired())));
    }

    @ParameterizedTest
    @MethodSource("eachCommandWithItsEvents")
    void each_command_finds_its_aggregate_and_answers_with_the_change(
            EntryCommand command, List<EntryEvent> events) {
        fixture.given(hasPut("1", OVER))
                .when(command)
                .expectEvents(events.toArray())
                .expectResultMessagePayloadMatching(
                        predicate(
                                (EntryChange change) ->
                                        change.events().equals(events) && change.version() == 2));
    }

    @Test
    void an_event_carries_the_tenant_and_no_user() {
        fixture.givenNoPriorActivity()
                .when(put("1", null))
                .expectEvents(
                        new GenericEventMessage<>(hasPut("1", null), Map.of("tenant", "acme")))
                .expectState(entry -> assertThat(entry.state().version()).isEqualTo(1));
    }
}
