package dev.hansard.command.user;

import static dev.hansard.command.user.Ann.OVER;
import static dev.hansard.command.user.Ann.expire;
import static dev.hansard.command.user.Ann.json;
import static dev.hansard.command.user.Ann.patchProfile;
import static dev.hansard.command.user.Ann.patchState;
import static dev.hansard.command.user.Ann.profileSet;
import static dev.hansard.command.user.Ann.remove;
import static dev.hansard.command.user.Ann.removeProfile;
import static dev.hansard.command.user.Ann.set;
import static dev.hansard.command.user.Ann.setProfile;
import static dev.hansard.command.user.Ann.stateSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.predicate;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.state.StateChange;
import dev.hansard.api.user.UserCommand.MemoryCommand;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.command.aggregate.CommandTargets;
import dev.hansard.command.aggregate.InMemoryAxon;
import dev.hansard.command.session.SessionAggregate;
import dev.hansard.command.session.SessionDecider;
import dev.hansard.command.session.SessionLimits;
import dev.hansard.command.session.Sessions;

import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The wiring of the shell; the fixture knows one aggregate, so the sessions live elsewhere. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UserAggregateTest {

    private final InMemoryAxon elsewhere = new InMemoryAxon();
    private AggregateTestFixture<UserAggregate> fixture;

    @BeforeEach
    void wire() {
        fixture = new AggregateTestFixture<>(UserAggregate.class);
        fixture.registerCommandTargetResolver(new CommandTargets());
        var decider = new UserDecider(UserLimits.DEFAULT);
        fixture.registerInjectableResource(decider);
        fixture.registerAnnotatedCommandHandler(
                new StartSessionHandler(
                        fixture.getRepository(),
                        () -> decider,
                        new Sessions(
                                elsewhere.repository(SessionAggregate.class),
                                () -> new SessionDecider(SessionLimits.DEFAULT))));
    }

    @Test
    void a_new_user_gets_a_current_session() {
        fixture.givenNoPriorActivity()
                .when(start("s1"))
                .expectEvents(
                        new GenericEventMessage<>(
                                new CurrentSessionSet("s1"),
                                Map.of("tenant", "acme", "userId", "ann")));
    }

    @Test
    void a_known_user_gets_another_one() {
        fixture.given(new CurrentSessionSet("s1"))
                .when(start("s2"))
                .expectEvents(new CurrentSessionSet("s2"))
                .expectState(user -> assertThat(user.state().currentSession()).contains("s2"));
    }

    static Stream<Arguments> eachCommandWithItsEvents() {
        return Stream.of(
                arguments(set("x", "1", null), List.of(stateSet("x", "1"))),
                arguments(remove("k"), List.of(new UserStateRemoved("k"))),
                arguments(
                        patchState(ExpectedVersion.ANY, new StateChange("k", true, null, null)),
                        List.of(new UserStateRemoved("k"))),
                arguments(expire("k", OVER), List.of(new UserStateExpired("k"))),
                arguments(
                        setProfile("{\"b\":2}", ExpectedVersion.ANY),
                        List.of(profileSet("{\"b\":2}"))),
                arguments(
                        patchProfile("{\"b\":2}", ExpectedVersion.ANY),
                        List.of(profileSet("{\"a\":1,\"b\":2}"))),
                arguments(removeProfile(ExpectedVersion.ANY), List.of(new ProfileRemoved())));
    }

    @ParameterizedTest
    @MethodSource("eachCommandWithItsEvents")
    void each_command_finds_its_aggregate_and_answers_with_the_change(
            MemoryCommand command, List<UserEvent> events) {
        fixture.given(new UserStateSet("k", OVER, json("1")), profileSet("{\"a\":1}"))
                .when(command)
                .expectEvents(events.toArray())
                .expectResultMessagePayloadMatching(
                        predicate(
                                (UserChange change) ->
                                        change.events().equals(events) && change.version() == 3));
    }

    @Test
    void a_user_becomes_known_by_the_first_thing_to_remember() {
        fixture.givenNoPriorActivity()
                .when(set("k", "1", null))
                .expectEvents(
                        new GenericEventMessage<>(
                                stateSet("k", "1"), Map.of("tenant", "acme", "userId", "ann")));
    }

    private static StartSession start(String sessionId) {
        return new StartSession(
                AggregateId.user("acme", "ann"),
                sessionId,
                false,
                null,
                null,
                Ttl.NEVER,
                ExpectedVersion.ANY,
                Instant.EPOCH);
    }
}
