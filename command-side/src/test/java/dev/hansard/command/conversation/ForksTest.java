package dev.hansard.command.conversation;

import static dev.hansard.api.conversation.Role.ASSISTANT;
import static dev.hansard.api.conversation.Role.USER;
import static dev.hansard.command.aggregate.Refusals.assertRefused;
import static dev.hansard.command.conversation.Talk.CREATED;
import static dev.hansard.command.conversation.Talk.HOUR;
import static dev.hansard.command.conversation.Talk.ID;
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

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.conversation.ConversationCommand;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation.Kept;
import dev.hansard.api.conversation.ConversationCommand.ForkConversation;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.Inheritance.Origin;
import dev.hansard.api.conversation.Inheritance.Shown;
import dev.hansard.api.conversation.Inheritance.SummaryPlace;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.api.json.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/** Forking a conversation, and what a fork does with what it inherited. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForksTest {

    private static final AggregateId CHILD = AggregateId.conversation("acme", "c2");
    private static final long SIZE = message("m1", USER).message().size();

    private final ConversationDecider decider = new ConversationDecider(ConversationLimits.DEFAULT);
    private final Conversation talk =
            after(CREATED, said(1, USER, 1), said(2, ASSISTANT, 1), said(3, USER, 2));

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

    private static ConversationForked fork(AggregateId id, Conversation parent) {
        var command = new ForkConversation(id, CHILD, null, ExpectedVersion.ANY);
        return (ConversationForked)
                Forks.fork(
                                command,
                                parent.live(),
                                ForkPoint.of(id, parent.live()),
                                Conversation.NOT_CREATED)
                        .getFirst();
    }

    private static List<ConversationEvent> fork(
            Long at, ExpectedVersion expected, Conversation on) {
        Conversation parent = after(CREATED, said(1, USER, 1), said(2, USER, 2));
        return Forks.fork(
                new ForkConversation(ID, CHILD, at, expected),
                parent.live(),
                ForkPoint.of(ID, parent.live()),
                on);
    }

    @Nested
    class The_fork {

        @Test
        void has_the_settings_of_its_parent_and_says_what_it_inherits() {
            assertThat(fork(ID, talk))
                    .isEqualTo(
                            new ConversationForked(
                                    "c1",
                                    "ann",
                                    null,
                                    Json.EMPTY_OBJECT,
                                    HOUR,
                                    2,
                                    true,
                                    new Inheritance(
                                            1,
                                            List.of(new Origin("c1", 3, 4)),
                                            3,
                                            0,
                                            3,
                                            new Shown(
                                                    0,
                                                    0,
                                                    WindowSize.EMPTY,
                                                    talk.live().tally().window().size()),
                                            null)));
        }

        @Test
        void begins_with_the_window_of_its_parent_and_has_no_compaction_to_undo() {
            Conversation compacted = decided(talk, compact(json("x"), 1, new Kept(2, SIZE)));

            Conversation child = after(fork(ID, decided(compacted, append(message("m4", USER)))));

            assertThat(child.inheritance().summary()).isEqualTo(new SummaryPlace("c1", 5));
            assertThat(child.live().tally().window().size())
                    .isEqualTo(new WindowSize(1, 2, 2 * SIZE));
            assertThat(child.live().tally().turnCount()).isEqualTo(1);
            assertThat(child.live().summary()).isEqualTo(1);
            assertRefused(ErrorCode.NOTHING_TO_UNDO, () -> decide(undo(), child));
        }

        @Test
        void of_a_fork_names_every_conversation_that_said_something() {
            Conversation child = decided(after(fork(ID, talk)), append(message("m4", USER)));
            ConversationForked grandchild = fork(CHILD, child);

            assertThat(grandchild.inherited().depth()).isEqualTo(2);
            assertThat(grandchild.inherited().origins())
                    .containsExactly(new Origin("c1", 3, 4), new Origin("c2", 4, 2));
            assertThat(fork(CHILD, after(fork(ID, talk))).inherited().origins())
                    .containsExactly(new Origin("c1", 3, 4));
        }

        @Test
        void of_a_compacted_fork_names_the_summary_where_it_stands() {
            Conversation child = after(fork(ID, decided(talk, compact("of the parent"))));
            Conversation own = decided(child, append(message("m4", USER)), compact("its own"));

            assertThat(fork(CHILD, child).inherited().summary())
                    .isEqualTo(new SummaryPlace("c1", 5));
            assertThat(fork(CHILD, own).inherited().summary()).isEqualTo(new SummaryPlace("c2", 3));
            assertThat(fork(CHILD, decided(own, undo())).inherited().summary())
                    .isEqualTo(new SummaryPlace("c1", 5));
            assertThat(fork(CHILD, decided(own, clear())).inherited().summary()).isNull();
        }

        @Test
        void of_nothing_is_empty() {
            Conversation child = after(fork(ID, after(CREATED)));

            assertThat(child.inheritance().origins()).isEmpty();
            assertThat(decide(append(message("m1", USER)), child))
                    .containsExactly(said(1, USER, 1));
        }

        @Test
        void is_refused_at_what_is_no_message() {
            for (long at : new long[] {-1, 0, 3}) {
                assertRefused(
                        ErrorCode.INVALID_REQUEST,
                        "/at",
                        () -> fork(at, ExpectedVersion.ANY, Conversation.NOT_CREATED));
            }
        }

        @Test
        void is_refused_when_the_parent_is_not_what_was_seen() {
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> fork(null, new ExpectedVersion.Exactly(2), Conversation.NOT_CREATED));
        }

        @Test
        void is_refused_under_an_id_that_has_a_history() {
            for (Conversation there :
                    List.of(after(CREATED), after(CREATED, new ConversationExpired(T)))) {
                assertRefused(
                        ErrorCode.ALREADY_EXISTS,
                        "/conversationId",
                        () -> fork(null, ExpectedVersion.ANY, there));
            }
            assertRefused(
                    ErrorCode.DELETED,
                    () ->
                            fork(
                                    null,
                                    ExpectedVersion.ANY,
                                    after(CREATED, new ConversationDeleted())));
        }

        @Test
        void is_refused_when_sixteen_lie_behind() {
            Conversation deep = talk;
            for (int depth = 1; depth <= 16; depth++) {
                deep = after(fork(ID, deep));
            }
            Conversation deepest = deep;

            assertThat(deepest.inheritance().depth()).isEqualTo(16);
            assertRefused(ErrorCode.FORK_TOO_DEEP, () -> fork(ID, deepest));
        }
    }

    @Nested
    class Its_child {

        private final Conversation child = after(fork(ID, talk));

        @Test
        void goes_on_counting_where_its_parent_stood() {
            assertThat(decide(append(message("m4", USER)), child))
                    .containsExactly(said(4, USER, 3));
        }

        @Test
        void does_not_remove_what_it_inherited() {
            assertRefused(ErrorCode.INHERITED, () -> decide(remove(3, USER), child));
            assertThat(decide(remove(4, USER), decided(child, append(message("m4", USER)))))
                    .containsExactly(new MessageRemoved("m4", 4, USER, 2));
        }

        @Test
        void compacts_and_clears_what_it_inherited_and_takes_the_compaction_back() {
            assertThat(decide(compact("all"), child))
                    .containsExactly(
                            new ConversationCompacted(
                                    1,
                                    3,
                                    talk.live().tally().window().size(),
                                    WindowSize.EMPTY,
                                    json("all")));
            assertThat(decide(undo(), decided(child, compact("all"))))
                    .containsExactly(
                            new CompactionUndone(2, 0, null, talk.live().tally().window().size()));
            assertThat(decide(clear(), child)).containsExactly(new ConversationCleared(3));
        }

        @Test
        void has_nothing_to_compact_when_all_is_gone_but_what_is_kept() {
            assertRefused(
                    ErrorCode.NOTHING_TO_COMPACT,
                    () -> decide(compactWithout(0, Kept.NONE, 1, 2, 3), child));
            assertRefused(
                    ErrorCode.NOTHING_TO_COMPACT,
                    () -> decide(compactWithout(1, Kept.NONE, 1, 2), child));
        }

        @Test
        void counts_as_kept_what_is_gone_of_it_since() {
            var compacted =
                    (ConversationCompacted)
                            decide(compactWithout(1, new Kept(1, SIZE), 2), child).getFirst();

            assertThat(compacted.after().messages()).isEqualTo(2);
        }

        @Test
        void shows_no_turn_that_is_gone() {
            Tally tally = decided(child, append(message("m4", USER))).live().tally();

            assertThat(tally.turnCount(gone(1, 2))).isEqualTo(2);
            assertThat(decided(child, compact("x")).live().tally().turnCount(gone(1, 2, 3)))
                    .isZero();
        }

        private static CompactConversation compactWithout(int keepLast, Kept kept, long... gone) {
            return compact(json("x"), keepLast, kept).keeping(kept, gone(gone));
        }

        private static Withdrawals gone(long... sequences) {
            return new Withdrawals(
                    Arrays.stream(sequences)
                            .mapToObj(
                                    n ->
                                            new MessageRemoved(
                                                    "m" + n, n, n == 2 ? ASSISTANT : USER, 0))
                            .toList());
        }
    }
}
