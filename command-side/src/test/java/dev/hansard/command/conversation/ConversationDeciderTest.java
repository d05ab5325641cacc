package dev.hansard.command.conversation;

import static dev.hansard.api.conversation.Role.ASSISTANT;
import static dev.hansard.api.conversation.Role.USER;
import static dev.hansard.command.aggregate.Refusals.assertRefused;
import static dev.hansard.command.conversation.Talk.CREATED;
import static dev.hansard.command.conversation.Talk.HOUR;
import static dev.hansard.command.conversation.Talk.T;
import static dev.hansard.command.conversation.Talk.after;
import static dev.hansard.command.conversation.Talk.append;
import static dev.hansard.command.conversation.Talk.clear;
import static dev.hansard.command.conversation.Talk.compact;
import static dev.hansard.command.conversation.Talk.created;
import static dev.hansard.command.conversation.Talk.delete;
import static dev.hansard.command.conversation.Talk.expireAt;
import static dev.hansard.command.conversation.Talk.message;
import static dev.hansard.command.conversation.Talk.open;
import static dev.hansard.command.conversation.Talk.openIfAbsent;
import static dev.hansard.command.conversation.Talk.openWith;
import static dev.hansard.command.conversation.Talk.patch;
import static dev.hansard.command.conversation.Talk.remove;
import static dev.hansard.command.conversation.Talk.said;
import static dev.hansard.command.conversation.Talk.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.ExpectedVersion.Absent;
import dev.hansard.api.ExpectedVersion.Exactly;
import dev.hansard.api.ExpectedVersion.Exists;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationCommand;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConversationDeciderTest {

    private static final ConversationLimits LIMITS = new ConversationLimits(3, 60, 20, 30);

    private final ConversationDecider decider = new ConversationDecider(LIMITS);

    private List<ConversationEvent> decide(ConversationCommand command, Conversation state) {
        return decider.decide(command, state);
    }

    /** Every command but opening and expiring. */
    static Stream<ConversationCommand> everyOtherCommand() {
        return Stream.of(
                append(message("m1", USER)),
                remove(1, USER),
                patch(null, HOUR, null, null),
                clear(),
                compact("so far"),
                undo(),
                delete());
    }

    @Nested
    class One_that_was_never_there {

        private final Conversation state = Conversation.NOT_CREATED;

        @Test
        void is_created_with_the_defaults_where_nothing_is_said() {
            assertThat(decide(open(), state))
                    .containsExactly(
                            new ConversationCreated("ann", null, Json.EMPTY_OBJECT, HOUR, 2, true));
        }

        @Test
        void is_created_with_what_was_said() {
            Json metadata = Json.trusted("{\"a\":null}");

            assertThat(decide(openWith("s1", metadata, Ttl.NEVER, 7, false), state))
                    .containsExactly(
                            new ConversationCreated("ann", "s1", metadata, Ttl.NEVER, 7, false));
        }

        @Test
        void is_created_with_its_first_messages() {
            assertThat(decide(open(message("m1", USER), message("m2", ASSISTANT)), state))
                    .containsExactly(CREATED, said(1, USER, 1), said(2, ASSISTANT, 1));
        }

        @Test
        void is_created_by_a_get_or_create() {
            assertThat(decide(openIfAbsent("ann"), state)).containsExactly(CREATED);
        }

        @Test
        void is_created_when_it_must_be_absent_but_not_when_it_must_exist() {
            assertThat(decide(open("ann", false, new Absent()), state)).containsExactly(CREATED);
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(open("ann", false, new Exists()), state));
        }

        @Test
        void is_not_created_with_metadata_that_is_no_object_or_too_large() {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/metadata",
                    () -> decide(openWith(null, Json.trusted("[]"), null, null, null), state));
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/metadata",
                    () -> decide(openWith(null, tooLargeMetadata(), null, null, null), state));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 100_001})
        void is_not_created_with_a_number_of_turns_out_of_bounds(int turns) {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/maxTurnsBeforeCompact",
                    () -> decide(openWith(null, null, null, turns, null), state));
        }

        @Test
        void is_not_created_when_its_first_messages_break_a_rule() {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/messages/1/messageId",
                    () -> decide(open(message("m1", USER), message("m1", USER)), state));
        }

        @ParameterizedTest
        @MethodSource("dev.hansard.command.conversation.ConversationDeciderTest#everyOtherCommand")
        void is_not_found(ConversationCommand command) {
            assertRefused(ErrorCode.NOT_FOUND, () -> decide(command, state));
        }

        @Test
        void does_not_expire() {
            assertThat(decide(expireAt(T), state)).isEmpty();
        }
    }

    @Nested
    class A_live_one {

        private final Conversation state = after(CREATED, said(1, USER, 1), said(2, ASSISTANT, 1));

        @Test
        void is_not_opened_again() {
            assertRefused(ErrorCode.ALREADY_EXISTS, () -> decide(open(), state));
        }

        @Test
        void is_left_as_it_is_by_a_get_or_create() {
            assertThat(decide(openIfAbsent("ann"), state)).isEmpty();
            assertThat(decide(open("ann", true, new Exactly(3)), state)).isEmpty();
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(open("ann", true, new Absent()), state));
        }

        @Test
        void of_another_user_is_not_given_away() {
            assertRefused(ErrorCode.ALREADY_EXISTS, () -> decide(openIfAbsent("bob"), state));
        }

        @Test
        void takes_messages_with_the_next_sequences_and_counts_turns() {
            assertThat(
                            decide(
                                    append(
                                            message("m3", USER),
                                            message("m4", ASSISTANT),
                                            message("m5", USER)),
                                    state))
                    .containsExactly(said(3, USER, 2), said(4, ASSISTANT, 2), said(5, USER, 3));
        }

        @Test
        void takes_a_message_also_when_its_time_is_over_as_long_as_it_has_not_expired() {
            Conversation idle =
                    after(new ConversationCreated("ann", null, Json.EMPTY_OBJECT, sec(), 2, true));
            var late =
                    new ConversationCommand.AppendMessages(
                            Talk.ID,
                            List.of(message("m1", USER)),
                            ExpectedVersion.ANY,
                            T.plusSeconds(100));

            assertThat(decide(late, idle)).containsExactly(said(1, USER, 1));
        }

        @Test
        void takes_no_empty_batch_and_none_over_the_limit() {
            assertRefused(ErrorCode.INVALID_REQUEST, "/messages", () -> decide(append(), state));
            NewMessage[] four =
                    IntStream.range(10, 14)
                            .mapToObj(i -> message("m" + i, USER))
                            .toArray(NewMessage[]::new);
            assertRefused(
                    ErrorCode.INVALID_REQUEST, "/messages", () -> decide(append(four), state));
        }

        @Test
        void takes_no_message_over_the_limit() {
            var large = new NewMessage("m4", USER, Json.trusted("\"" + "x".repeat(59) + "\""));

            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/messages/1",
                    () -> decide(append(message("m3", USER), large), state));
        }

        @Test
        void takes_no_two_messages_with_the_same_id_in_one_command() {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/messages/2/messageId",
                    () ->
                            decide(
                                    append(
                                            message("m3", USER),
                                            message("m4", USER),
                                            message("m3", USER)),
                                    state));
        }

        @Test
        void takes_a_command_with_its_version_and_no_other() {
            assertThat(decide(append(new Exactly(3), message("m3", USER)), state)).hasSize(1);
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(append(new Exactly(2), message("m3", USER)), state));
        }

        @Test
        void loses_a_turn_with_a_user_message_and_none_with_another() {
            assertThat(decide(remove(1, USER), state))
                    .containsExactly(new MessageRemoved("m1", 1, USER, 0));
            assertThat(decide(remove(2, ASSISTANT), state))
                    .containsExactly(new MessageRemoved("m2", 2, ASSISTANT, 1));
        }

        @Test
        void is_cleared_up_to_its_last_message() {
            assertThat(decide(clear(), state)).containsExactly(new ConversationCleared(2));
        }

        @Test
        void is_changed_by_a_patch_only_in_what_it_names() {
            assertThat(decide(patch(null, HOUR, null, null), state))
                    .containsExactly(new MetadataSet(null, HOUR, null, null));
            assertThat(decide(patch(null, null, 5, false), state))
                    .containsExactly(new MetadataSet(null, null, 5, false));
            assertThat(decide(patch(null, null, null, null), state)).isEmpty();
        }

        @Test
        void merges_metadata() {
            Conversation tagged = after(created(Json.trusted("{\"a\":1.10,\"b\":2}")));

            assertThat(
                            decide(
                                    patch(
                                            Json.trusted("{\"b\":null,\"c\":\"3\"}"),
                                            null,
                                            null,
                                            null),
                                    tagged))
                    .containsExactly(
                            new MetadataSet(
                                    Json.trusted("{\"a\":1.10,\"c\":\"3\"}"), null, null, null));
        }

        @Test
        void takes_no_patch_that_breaks_a_rule() {
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/metadata",
                    () -> decide(patch(tooLargeMetadata(), null, null, null), state));
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/metadata",
                    () -> decide(patch(Json.trusted("7"), null, null, null), state));
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/maxTurnsBeforeCompact",
                    () -> decide(patch(null, null, 0, null), state));
        }

        @Test
        void is_deleted() {
            assertThat(decide(delete(), state)).containsExactly(new ConversationDeleted());
        }

        @Test
        void expires_from_the_instant_its_time_is_over_and_not_before() {
            assertThat(decide(expireAt(T.plusSeconds(3599)), state)).isEmpty();
            assertThat(decide(expireAt(T.plusSeconds(3600)), state))
                    .containsExactly(new ConversationExpired(T));
        }

        @Test
        void never_expires_when_its_time_to_live_is_never() {
            Conversation forEver =
                    after(
                            new ConversationCreated(
                                    "ann", null, Json.EMPTY_OBJECT, Ttl.NEVER, 2, true));

            assertThat(decide(expireAt(T.plusSeconds(1_000_000_000)), forEver)).isEmpty();
        }
    }

    @Nested
    class A_cleared_one {

        private final Conversation state =
                after(CREATED, said(1, USER, 1), said(2, USER, 2), new ConversationCleared(2));

        @Test
        void goes_on_with_the_next_sequence_and_the_first_turn() {
            assertThat(decide(append(message("m3", USER)), state))
                    .containsExactly(said(3, USER, 1));
        }

        @Test
        void has_nothing_more_to_clear() {
            assertThat(decide(clear(), state)).isEmpty();
            assertThat(decide(clear(), after(CREATED))).isEmpty();
        }

        @Test
        void loses_no_turn_with_a_message_from_before_the_clear() {
            Conversation talking = Conversation.evolve(state, said(3, USER, 1), T);

            assertThat(decide(remove(1, USER), talking))
                    .containsExactly(new MessageRemoved("m1", 1, USER, 1));
        }
    }

    @Nested
    class An_expired_one {

        private final Conversation state =
                after(CREATED, said(1, USER, 1), said(2, Role.TOOL, 1), new ConversationExpired(T));

        @Test
        void is_reopened_with_an_empty_window_and_the_new_settings() {
            Json metadata = Json.trusted("{\"b\":1}");

            assertThat(decide(openWith("s2", metadata, null, 9, null), state))
                    .containsExactly(new ConversationReopened(2, "s2", metadata, HOUR, 9, true));
            assertThat(decide(openIfAbsent("ann"), state))
                    .containsExactly(
                            new ConversationReopened(2, null, Json.EMPTY_OBJECT, HOUR, 2, true));
        }

        @Test
        void goes_on_with_the_next_sequence_and_the_first_turn() {
            assertThat(decide(open(message("m3", USER)), state))
                    .endsWith(said(3, USER, 1))
                    .hasSize(2);
        }

        @Test
        void is_reopened_at_the_version_the_client_has_seen() {
            assertThat(decide(open("ann", false, new Exactly(4)), state)).hasSize(1);
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(open("ann", false, new Exactly(3)), state));
        }

        @Test
        void of_another_user_is_not_given_away() {
            assertRefused(ErrorCode.ALREADY_EXISTS, () -> decide(openIfAbsent("bob"), state));
        }

        @ParameterizedTest
        @MethodSource("dev.hansard.command.conversation.ConversationDeciderTest#everyOtherCommand")
        void has_expired_for_every_other_command(ConversationCommand command) {
            assertRefused(ErrorCode.EXPIRED, () -> decide(command, state));
        }

        @Test
        void does_not_expire_again() {
            assertThat(decide(expireAt(T.plusSeconds(9999)), state)).isEmpty();
        }
    }

    @Nested
    class A_deleted_one {

        private final Conversation state = after(CREATED, new ConversationDeleted());

        @Test
        void is_deleted_for_who_opens_it() {
            assertRefused(ErrorCode.DELETED, () -> decide(open(), state));
            assertRefused(ErrorCode.DELETED, () -> decide(openIfAbsent("bob"), state));
        }

        @ParameterizedTest
        @MethodSource("dev.hansard.command.conversation.ConversationDeciderTest#everyOtherCommand")
        void is_deleted_for_every_command(ConversationCommand command) {
            assertRefused(ErrorCode.DELETED, () -> decide(command, state));
        }

        @Test
        void does_not_expire() {
            assertThat(decide(expireAt(T.plusSeconds(9999)), state)).isEmpty();
        }
    }

    @Test
    void an_event_that_cannot_have_happened_stops_the_reading_of_the_log() {
        assertThatIllegalStateException()
                .isThrownBy(() -> after(said(1, USER, 1)))
                .withMessageContaining("NotCreated");
    }

    private static Ttl sec() {
        return Ttl.parse("PT1S");
    }

    private static Json tooLargeMetadata() {
        return Json.trusted("{\"k\":\"0123456789abc\"}");
    }
}
