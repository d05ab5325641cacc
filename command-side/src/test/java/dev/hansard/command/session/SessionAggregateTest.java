package dev.hansard.command.session;

import static dev.hansard.command.session.Desk.CREATED;
import static dev.hansard.command.session.Desk.HOUR;
import static dev.hansard.command.session.Desk.ID;
import static dev.hansard.command.session.Desk.T;
import static dev.hansard.command.session.Desk.end;
import static dev.hansard.command.session.Desk.expire;
import static dev.hansard.command.session.Desk.expireState;
import static dev.hansard.command.session.Desk.json;
import static dev.hansard.command.session.Desk.patch;
import static dev.hansard.command.session.Desk.patchState;
import static dev.hansard.command.session.Desk.remove;
import static dev.hansard.command.session.Desk.removing;
import static dev.hansard.command.session.Desk.reset;
import static dev.hansard.command.session.Desk.set;
import static dev.hansard.command.session.Desk.setting;
import static dev.hansard.command.session.Desk.stateSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.predicate;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.session.SessionCommand;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.MetadataSet;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
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
class SessionAggregateTest {

    private AggregateTestFixture<SessionAggregate> fixture;

    @BeforeEach
    void wire() {
        fixture = new AggregateTestFixture<>(SessionAggregate.class);
        fixture.registerCommandTargetResolver(new CommandTargets());
        fixture.registerInjectableResource(new SessionDecider(SessionLimits.DEFAULT));
    }

    static Stream<Arguments> eachCommandWithItsEvents() {
        return Stream.of(
                arguments(set("x", "1", null), List.of(stateSet("x", "1"))),
                arguments(remove("k"), List.of(new StateRemoved("k"))),
                arguments(
                        patchState(setting("x", "1"), removing("k")),
                        List.of(stateSet("x", "1"), new StateRemoved("k"))),
                arguments(patch(null, null, HOUR), List.of(new MetadataSet(null, HOUR))),
                arguments(reset(), List.of(new SessionReset())),
                arguments(end(), List.of(new SessionEnded(Reason.REQUESTED))),
                arguments(expire(T, null, T.plusSeconds(3600)), List.of(new SessionExpired(T))),
                arguments(expireState("k", T.plusSeconds(60)), List.of(new StateExpired("k"))));
    }

    @ParameterizedTest
    @MethodSource("eachCommandWithItsEvents")
    void each_command_finds_its_aggregate_and_answers_with_the_change(
            SessionCommand command, List<SessionEvent> events) {
        fixture.givenCurrentTime(T)
                .andGiven(CREATED, new StateSet("k", T.plusSeconds(60), json("1")))
                .when(command)
                .expectEvents(events.toArray())
                .expectResultMessagePayloadMatching(
                        predicate(
                                (SessionChange change) ->
                                        change.id().equals(ID)
                                                && change.events().equals(events)
                                                && change.before().version() == 2));
    }

    @Test
    void an_event_carries_tenant_and_user() {
        fixture.given(CREATED)
                .when(set("k", "1", null))
                .expectEvents(
                        new GenericEventMessage<>(
                                stateSet("k", "1"), Map.of("tenant", "acme", "userId", "ann")))
                .expectState(aggregate -> assertThat(aggregate.state().version()).isEqualTo(2));
    }

    @ParameterizedTest
    @MethodSource("dev.hansard.command.session.SessionDeciderTest#everyOtherCommand")
    void every_command_to_a_missing_one_is_refused_by_the_decider(SessionCommand command) {
        fixture.givenNoPriorActivity()
                .when(command)
                .expectNoEvents()
                .expectException(
                        predicate((Refusal refusal) -> refusal.code() == ErrorCode.NOT_FOUND));
    }
}
