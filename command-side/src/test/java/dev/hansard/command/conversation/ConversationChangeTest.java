package dev.hansard.command.conversation;

import static dev.hansard.api.conversation.Role.ASSISTANT;
import static dev.hansard.api.conversation.Role.USER;
import static dev.hansard.command.conversation.Talk.CREATED;
import static dev.hansard.command.conversation.Talk.HOUR;
import static dev.hansard.command.conversation.Talk.ID;
import static dev.hansard.command.conversation.Talk.T;
import static dev.hansard.command.conversation.Talk.after;
import static dev.hansard.command.conversation.Talk.said;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Status;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationView;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.api.json.Json;
import dev.hansard.command.aggregate.Opening;
import dev.hansard.command.conversation.ConversationChange.Appended;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConversationChangeTest {

    private static final Instant RECORDED = T.plusSeconds(60);

    @Test
    void says_which_messages_were_appended_and_how_far_from_the_first_event() {
        ConversationChange opened =
                change(Conversation.NOT_CREATED, CREATED, said(1, USER, 1), said(2, ASSISTANT, 1));

        assertThat(opened.appended())
                .containsExactly(new Appended("m1", 1, 1), new Appended("m2", 2, 2));
        assertThat(opened.version()).isEqualTo(3);
    }

    @Test
    void says_what_came_of_opening() {
        Conversation expired = after(CREATED, new ConversationExpired(T));

        assertThat(change(Conversation.NOT_CREATED, CREATED).opening()).isEqualTo(Opening.CREATED);
        assertThat(change(expired, reopened()).opening()).isEqualTo(Opening.REOPENED);
        assertThat(change(after(CREATED)).opening()).isEqualTo(Opening.EXISTING);
    }

    @Test
    void shows_the_state_with_the_time_of_the_record() {
        Conversation state =
                change(after(CREATED), said(1, USER, 1), said(2, USER, 2)).after(RECORDED);

        assertThat(state.live().view(ID, null, Withdrawals.NONE))
                .isEqualTo(
                        new ConversationView(
                                "c1",
                                "ann",
                                null,
                                Status.ACTIVE,
                                Json.EMPTY_OBJECT,
                                null,
                                2,
                                2,
                                2,
                                true,
                                T,
                                RECORDED,
                                RECORDED.plusSeconds(3600),
                                3));
    }

    @Test
    void calls_compaction_due_from_the_limit_on_unless_it_is_off() {
        Conversation.Live one = after(CREATED, said(1, USER, 1)).live();
        Conversation.Live two = after(CREATED, said(1, USER, 1), said(2, USER, 2)).live();
        Conversation off =
                change(two, new ConversationEvent.MetadataSet(null, null, null, false)).after(T);

        assertThat(isDue(one)).isFalse();
        assertThat(isDue(two)).isTrue();
        assertThat(isDue(off.live())).isFalse();
    }

    @Test
    void a_reopened_one_keeps_its_history_and_its_first_day() {
        Conversation expired =
                after(
                        CREATED,
                        said(1, USER, 1),
                        said(2, USER, 2),
                        new MessageRemoved("m1", 1, USER, 1),
                        new ConversationExpired(T));

        ConversationView view =
                change(expired, reopened()).after(RECORDED).live().view(ID, null, Withdrawals.NONE);

        assertThat(view.messageCount()).isEqualTo(1);
        assertThat(view.turnCount()).isZero();
        assertThat(view.createdAt()).isEqualTo(T);
        assertThat(view.lastActivityAt()).isEqualTo(RECORDED);
        assertThat(view.version()).isEqualTo(6);
    }

    @Test
    void a_deleted_one_keeps_its_version() {
        assertThat(change(after(CREATED), new ConversationDeleted()).after(T).version())
                .isEqualTo(2);
    }

    private static boolean isDue(Conversation.Live state) {
        return Turns.of(state, Withdrawals.NONE).compactionDue();
    }

    private static ConversationReopened reopened() {
        return new ConversationReopened(2, null, Json.EMPTY_OBJECT, HOUR, 2, true);
    }

    private static ConversationChange change(Conversation before, ConversationEvent... events) {
        return new ConversationChange(ID, before, List.of(events));
    }
}
