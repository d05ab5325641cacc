package dev.hansard.command.conversation;

import static dev.hansard.api.conversation.Role.USER;
import static dev.hansard.command.conversation.Talk.CREATED;
import static dev.hansard.command.conversation.Talk.HOUR;
import static dev.hansard.command.conversation.Talk.ID;
import static dev.hansard.command.conversation.Talk.T;
import static dev.hansard.command.conversation.Talk.append;
import static dev.hansard.command.conversation.Talk.clear;
import static dev.hansard.command.conversation.Talk.compact;
import static dev.hansard.command.conversation.Talk.delete;
import static dev.hansard.command.conversation.Talk.expireAt;
import static dev.hansard.command.conversation.Talk.json;
import static dev.hansard.command.conversation.Talk.message;
import static dev.hansard.command.conversation.Talk.open;
import static dev.hansard.command.conversation.Talk.openIfAbsent;
import static dev.hansard.command.conversation.Talk.openIfAbsentIn;
import static dev.hansard.command.conversation.Talk.openWith;
import static dev.hansard.command.conversation.Talk.patch;
import static dev.hansard.command.conversation.Talk.remove;
import static dev.hansard.command.conversation.Talk.said;
import static dev.hansard.command.conversation.Talk.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.predicate;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationCommand;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionCommand.EndSession;
import dev.hansard.api.session.SessionCommand.OpenSession;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.command.aggregate.CommandTargets;
import dev.hansard.command.aggregate.InMemoryAxon;
import dev.hansard.command.session.SessionAggregate;
import dev.hansard.command.session.SessionDecider;
import dev.hansard.command.session.SessionLimits;
import dev.hansard.command.session.Sessions;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The wiring of the shell; the rules are tested on the decider. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConversationAggregateTest {

    private static final AggregateId SESSION = AggregateId.session("acme", "s1");

    private final SessionDecider sessionDecider = new SessionDecider(SessionLimits.DEFAULT);
    private final InMemoryAxon elsewhere = new InMemoryAxon(sessionDecider);
    private AggregateTestFixture<ConversationAggregate> fixture;

    /** Opens sessions, which only a user does otherwise. */
    record Opener(Sessions sessions) {
        @CommandHandler
        Object on(OpenSession command) {
            return sessions.handle(command);
        }
    }

    @BeforeEach
    void wire() {
        var repository = elsewhere.repository(SessionAggregate.class);
        var sessions = new Sessions(repository, () -> sessionDecider);
        elsewhere.handle(new Opener(sessions));
        elsewhere.handle(SessionAggregate.class, repository);
        fixture = new AggregateTestFixture<>(ConversationAggregate.class);
        fixture.registerCommandTargetResolver(new CommandTargets());
        fixture.registerInjectableResource(new ConversationDecider(ConversationLimits.DEFAULT));
        fixture.registerInjectableResource(new NamedSession(sessions));
        var origins = new Origins(NoLog.INSTANCE);
        fixture.registerInjectableResource(origins);
        fixture.registerInjectableResource(
                new LastMessages((id, before, limit) -> List.of(), origins));
    }

    static Stream<Arguments> eachCommandWithItsEvents() {
        return Stream.of(
                arguments(openIfAbsent("ann"), List.of()),
                arguments(
                        append(message("m2", USER), message("m3", USER)),
                        List.of(said(2, USER, 2), said(3, USER, 3))),
                arguments(remove(1, USER), List.of(new MessageRemoved("m1", 1, USER, 0))),
                arguments(
                        patch(null, null, 3, null), List.of(new MetadataSet(null, null, 3, null))),
                arguments(clear(), List.of(new ConversationCleared(1))),
                arguments(
                        compact("so far"),
                        List.of(
                                new ConversationCompacted(
                                        1,
                                        1,
                                        new WindowSize(1, 1, said(1, USER, 1).message().size()),
                                        WindowSize.EMPTY,
                                        json("so far")))),
                arguments(delete(), List.of(new ConversationDeleted())),
                arguments(expireAt(T.plusSeconds(7200)), List.of(new ConversationExpired(T))));
    }

    @ParameterizedTest
    @MethodSource("eachCommandWithItsEvents")
    void each_command_finds_its_aggregate_and_answers_with_the_change(
            ConversationCommand command, List<ConversationEvent> events) {
        fixture.givenCurrentTime(T)
                .andGiven(CREATED, said(1, USER, 1))
                .when(command)
                .expectEvents(events.toArray())
                .expectResultMessagePayloadMatching(
                        predicate(
                                (ConversationChange change) ->
                                        change.id().equals(ID)
                                                && change.events().equals(events)
                                                && change.before().version() == 2));
    }

    @Test
    void a_compaction_that_is_undone_finds_its_aggregate() {
        ConversationCompacted compacted =
                new ConversationCompacted(
                        1, 1, new WindowSize(1, 1, 30), WindowSize.EMPTY, json("so far"));

        fixture.given(CREATED, said(1, USER, 1), compacted)
                .when(undo())
                .expectEvents(
                        new CompactionUndone(
                                3,
                                0,
                                null,
                                new WindowSize(1, 1, said(1, USER, 1).message().size())));
    }

    @Test
    void opening_creates_it_with_its_messages_and_their_envelopes() {
        Map<String, String> owner = Map.of("tenant", "acme", "userId", "ann");

        fixture.givenNoPriorActivity()
                .when(open(message("m1", USER)))
                .expectEvents(
                        new GenericEventMessage<>(CREATED, owner),
                        new GenericEventMessage<>(
                                said(1, USER, 1),
                                Map.of("tenant", "acme", "userId", "ann", "dedupeKey", "m1")));
    }

    @ParameterizedTest
    @MethodSource("dev.hansard.command.conversation.ConversationDeciderTest#everyOtherCommand")
    void every_other_command_to_a_missing_one_is_refused_by_the_decider(
            ConversationCommand command) {
        fixture.givenNoPriorActivity()
                .when(command)
                .expectNoEvents()
                .expectException(
                        predicate((Refusal refusal) -> refusal.code() == ErrorCode.NOT_FOUND));
    }

    @Test
    void the_version_of_a_state_is_the_number_of_its_events() {
        fixture.given(CREATED, said(1, USER, 1))
                .when(append(message("m2", USER), message("m3", USER)))
                .expectState(aggregate -> assertThat(aggregate.state().version()).isEqualTo(4));
    }

    @Nested
    class One_that_names_a_session {

        @Test
        void takes_its_preferences_as_defaults_and_carries_it_in_the_envelope() {
            openSession("ann");

            fixture.givenNoPriorActivity()
                    .when(openWith("s1", null, null, null, null))
                    .expectEvents(
                            new GenericEventMessage<>(
                                    new ConversationCreated(
                                            "ann", "s1", Json.EMPTY_OBJECT, HOUR, 7, true),
                                    Map.of(
                                            "tenant", "acme",
                                            "userId", "ann",
                                            "context", "acme/session/s1")));
        }

        @Test
        void can_still_say_otherwise() {
            openSession("ann");

            fixture.givenNoPriorActivity()
                    .when(openWith("s1", null, null, 3, false))
                    .expectEvents(
                            new ConversationCreated(
                                    "ann", "s1", Json.EMPTY_OBJECT, HOUR, 3, false));
        }

        @Test
        void is_refused_when_there_is_no_such_session() {
            expectRefused(ErrorCode.NOT_FOUND);
        }

        @Test
        void is_refused_when_the_session_has_ended() {
            openSession("ann");
            elsewhere.send(new EndSession(SESSION, Reason.REQUESTED, ExpectedVersion.ANY, T));

            expectRefused(ErrorCode.ENDED);
        }

        @Test
        void is_refused_when_the_session_is_another_users() {
            openSession("bob");

            expectRefused(ErrorCode.INVALID_REQUEST);
        }

        @Test
        void is_found_again_whatever_became_of_the_session() {
            fixture.given(CREATED)
                    .when(openIfAbsentIn("s1"))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        private void expectRefused(ErrorCode code) {
            fixture.givenNoPriorActivity()
                    .when(openWith("s1", null, null, null, null))
                    .expectNoEvents()
                    .expectException(predicate((Refusal refusal) -> refusal.code() == code));
        }

        private void openSession(String userId) {
            elsewhere.send(
                    new OpenSession(
                            SESSION,
                            userId,
                            Json.EMPTY_OBJECT,
                            Json.trusted("{\"maxTurnsBeforeCompact\":7}"),
                            HOUR,
                            ExpectedVersion.ANY,
                            T));
        }
    }
}
