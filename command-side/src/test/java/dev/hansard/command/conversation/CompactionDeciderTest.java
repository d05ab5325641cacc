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
import static dev.hansard.command.conversation.Talk.json;
import static dev.hansard.command.conversation.Talk.message;
import static dev.hansard.command.conversation.Talk.remove;
import static dev.hansard.command.conversation.Talk.said;
import static dev.hansard.command.conversation.Talk.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.conversation.ConversationCommand;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation.Kept;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.api.json.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Compacting a conversation and taking that back, by the state it finds. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompactionDeciderTest {

    private static final int SIZE = message("m", USER).message().size();

    private final ConversationDecider decider = new ConversationDecider(ConversationLimits.DEFAULT);

    private List<ConversationEvent> decide(ConversationCommand command, Conversation state) {
        return decider.decide(command, state);
    }

    private Conversation decided(Conversation state, ConversationCommand... commands) {
        Conversation next = state;
        for (ConversationCommand command : commands) {
            for (ConversationEvent event : decide(command, next)) {
                next = Conversation.evolve(next, event, T);
            }
        }
        return next;
    }

    private static int turns(Conversation state) {
        return state.live().tally().turnCount();
    }

    @Nested
    class One_that_was_never_compacted {

        private final Conversation state =
                after(CREATED, said(1, USER, 1), said(2, USER, 2), said(3, USER, 3));

        @Test
        void is_compacted_up_to_its_last_message() {
            assertThat(decide(compact("so far"), state))
                    .containsExactly(
                            new ConversationCompacted(
                                    1,
                                    3,
                                    new WindowSize(3, 3, 3L * SIZE),
                                    WindowSize.EMPTY,
                                    json("so far")));
        }

        @Test
        void is_compacted_but_for_the_messages_it_keeps() {
            assertThat(decide(compact(json("so far"), 1, new Kept(2, SIZE)), state))
                    .containsExactly(
                            new ConversationCompacted(
                                    1,
                                    2,
                                    new WindowSize(3, 3, 3L * SIZE),
                                    new WindowSize(0, 1, SIZE),
                                    json("so far")));
        }

        @Test
        void has_nothing_to_compact_when_all_is_kept_removed_or_was_never_said() {
            assertRefused(
                    ErrorCode.NOTHING_TO_COMPACT,
                    () -> decide(compact(json("x"), 3, Kept.NONE), state));
            assertRefused(ErrorCode.NOTHING_TO_COMPACT, () -> decide(compact("x"), after(CREATED)));
            assertRefused(
                    ErrorCode.NOTHING_TO_COMPACT,
                    () ->
                            decide(
                                    compact("x"),
                                    after(
                                            CREATED,
                                            said(1, USER, 1),
                                            new MessageRemoved("m1", 1, USER, 0))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"\"", "\" \\n\"", "null", "7", "{}", "[\"x\"]"})
        void takes_no_summary_that_says_nothing_or_is_no_text(String summary) {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/summary",
                    () -> decide(compact(Json.trusted(summary), 0, Kept.NONE), state));
        }

        @Test
        void takes_no_summary_over_the_limit() {
            var small = new ConversationDecider(new ConversationLimits(3, 60, 20, 10));

            assertThat(small.decide(compact("12345678"), state)).hasSize(1);
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/summary",
                    () -> small.decide(compact("123456789"), state));
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, Integer.MIN_VALUE, 1_001})
        void keeps_no_number_of_messages_out_of_bounds(int keepLast) {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/keepLast",
                    () -> decide(compact(json("x"), keepLast, Kept.NONE), state));
        }

        @Test
        void has_nothing_to_undo() {
            assertRefused(ErrorCode.NOTHING_TO_UNDO, () -> decide(undo(), state));
        }
    }

    @Nested
    class A_compacted_one {

        private final Conversation state =
                decided(
                        after(CREATED, said(1, USER, 1), said(2, ASSISTANT, 1), said(3, USER, 2)),
                        compact(json("so far"), 1, new Kept(2, SIZE)));

        @Test
        void counts_turns_from_then_on_and_is_not_due() {
            assertThat(turns(state)).isZero();
            assertThat(Turns.of(state.live(), Withdrawals.NONE).compactionDue()).isFalse();
            assertThat(decide(append(message("m4", USER)), state))
                    .containsExactly(said(4, USER, 1));
        }

        @Test
        void counts_its_kept_messages_as_part_of_the_window_and_not_as_turns() {
            assertThat(decide(compact("all"), decided(state, append(message("m4", USER)))))
                    .containsExactly(
                            new ConversationCompacted(
                                    3,
                                    4,
                                    new WindowSize(1, 2, 2L * SIZE),
                                    WindowSize.EMPTY,
                                    json("all")));
            assertThat(decide(remove(3, USER), state))
                    .containsExactly(new MessageRemoved("m3", 3, USER, 0));
        }

        @Test
        void has_nothing_more_to_compact_than_what_it_kept() {
            assertRefused(
                    ErrorCode.NOTHING_TO_COMPACT,
                    () -> decide(compact(json("x"), 1, Kept.NONE), state));
            assertRefused(
                    ErrorCode.NOTHING_TO_COMPACT,
                    () -> decide(compact("x"), decided(state, remove(3, USER))));
        }

        @Test
        void is_undone_to_the_window_before_with_what_came_since() {
            int assistant = message("m", ASSISTANT).message().size();

            assertThat(decide(undo(), decided(state, append(message("m4", USER)))))
                    .containsExactly(
                            new CompactionUndone(
                                    5, 0, null, new WindowSize(3, 4, 3L * SIZE + assistant)));
        }

        @Test
        void is_undone_without_what_was_removed_since() {
            Conversation undone = decided(state, remove(1, USER), remove(3, USER), undo());

            assertThat(turns(undone)).isZero();
            assertThat(undone.live().tally().window().size().messages()).isEqualTo(1);
        }

        @Test
        void is_as_if_never_compacted_once_that_is_undone() {
            Conversation never =
                    after(CREATED, said(1, USER, 1), said(2, ASSISTANT, 1), said(3, USER, 2));

            assertThat(decided(state, undo()).live().tally()).isEqualTo(never.live().tally());
            assertRefused(ErrorCode.NOTHING_TO_UNDO, () -> decide(undo(), decided(state, undo())));
        }

        @Test
        void is_cleared_also_when_its_window_has_no_message() {
            Conversation empty = decided(state, remove(3, USER));

            assertThat(decide(clear(), empty)).containsExactly(new ConversationCleared(3));
            assertThat(decided(empty, clear()).live().summary()).isZero();
        }
    }

    @Nested
    class One_that_was_compacted_again_and_again {

        private final Conversation state =
                decided(
                        after(CREATED),
                        append(message("m1", USER)),
                        compact("one"),
                        append(message("m2", USER), message("m3", USER)),
                        compact("two"),
                        append(message("m4", USER)));

        @Test
        void is_undone_one_by_one() {
            assertThat(decide(undo(), state))
                    .containsExactly(
                            new CompactionUndone(6, 1, 3L, new WindowSize(3, 3, 3L * SIZE)));
            assertThat(decide(undo(), decided(state, undo())))
                    .containsExactly(
                            new CompactionUndone(3, 0, null, new WindowSize(4, 4, 4L * SIZE)));
        }

        @Test
        void loses_a_turn_where_it_was_taken() {
            Conversation undone = decided(state, remove(2, USER), undo());

            assertThat(turns(undone)).isEqualTo(2);
            assertThat(turns(decided(undone, undo()))).isEqualTo(3);
        }

        @Test
        void forgets_compactions_beyond_the_sixteenth() {
            Conversation often = state;
            for (int i = 5; i <= 24; i++) {
                often = decided(often, compact("again"), append(message("m" + i, USER)));
            }
            assertThat(often.live().tally().window().stretches()).hasSize(17);
            for (int i = 0; i < 16; i++) {
                often = decided(often, undo());
            }

            Conversation oldest = often;
            assertThat(oldest.live().summary()).isPositive();
            assertThat(turns(oldest)).isEqualTo(17);
            assertRefused(ErrorCode.NOTHING_TO_UNDO, () -> decide(undo(), oldest));
        }

        @Test
        void has_nothing_to_undo_once_cleared() {
            assertRefused(ErrorCode.NOTHING_TO_UNDO, () -> decide(undo(), decided(state, clear())));
        }

        @Test
        void has_nothing_to_undo_once_reopened() {
            Conversation reopened =
                    Conversation.evolve(
                            Conversation.evolve(state, new ConversationExpired(T), T),
                            new ConversationReopened(4, null, Json.EMPTY_OBJECT, HOUR, 2, true),
                            T);

            assertThat(reopened.live().summary()).isZero();
            assertRefused(ErrorCode.NOTHING_TO_UNDO, () -> decide(undo(), reopened));
        }
    }
}
