package dev.hansard.query.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionView;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.query.CountingLog;
import dev.hansard.query.InMemoryLog;
import dev.hansard.query.cache.Milestones;
import dev.hansard.query.reading.Moment;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import java.util.List;
import java.util.Optional;

/** What a look at a session costs in which much was said, in events that are read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PastSessionsTest {

    private static final AggregateId ANN = AggregateId.user("t", "ann");
    private static final AggregateId DESK = AggregateId.session("t", "desk");
    private static final AggregateId TALK = AggregateId.conversation("t", "talk");
    private static final int BEFORE_THE_MESSAGES = 3;

    private final InMemoryLog whole = new InMemoryLog();
    private final CountingLog counting = new CountingLog(whole);
    private final PastSessions past =
            new PastSessions(
                    new Milestones<SessionFacts>(
                            id -> Optional.empty(),
                            SessionFacts::position,
                            DataSize.ofMegabytes(1)));

    @BeforeEach
    void talk() {
        Json none = Json.EMPTY_OBJECT;
        whole.append(DESK, "ann", null, new SessionCreated("ann", none, none, Ttl.NEVER));
        whole.append(ANN, "ann", null, new CurrentSessionSet("desk"));
        whole.append(
                TALK,
                "ann",
                "desk",
                new ConversationCreated("ann", "desk", none, Ttl.NEVER, 20, true));
        for (int i = 1; i <= 3_000; i++) {
            whole.append(
                    TALK,
                    "ann",
                    "desk",
                    new MessageAppended("m" + i, i, Role.USER, i, Json.trusted("{}")));
        }
    }

    @Test
    void the_second_look_begins_at_a_milestone_that_the_first_came_by() {
        assertThat(costOf(2_900)).isGreaterThan(2_900);
        assertThat(costOf(2_901)).isLessThan(1_100);
        assertThat(costOf(1_700)).isLessThan(1_100);
    }

    @Test
    void a_session_is_told_of_only_once_it_has_begun() {
        assertThat(past.ofUser(Moment.of(whole, 1, InMemoryLog.START), ANN, 1)).isEmpty();
        assertThat(past.ofUser(Moment.of(whole, 2, InMemoryLog.START), ANN, 1)).hasSize(1);
    }

    private long costOf(int messages) {
        counting.look();
        long position = BEFORE_THE_MESSAGES + messages;
        Moment moment = Moment.of(counting.log(), position, InMemoryLog.START);
        List<SessionView> sessions = past.ofUser(moment, ANN, 1);
        assertThat(sessions).extracting(SessionView::turnCount).containsExactly((long) messages);
        return counting.look();
    }
}
