package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.api.EncodingType;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;
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

/** What a look at a long conversation costs, in events that are read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongPastTest {

    private static final AggregateId TALK = AggregateId.conversation("t", "long");
    private static final AggregateId ANN = AggregateId.user("t", "ann");
    private static final int MESSAGES = 3_000;

    private final InMemoryLog whole = new InMemoryLog();
    private final CountingLog counting = new CountingLog(whole);

    @BeforeEach
    void talk() {
        whole.append(
                TALK,
                "ann",
                null,
                new ConversationCreated("ann", null, Json.EMPTY_OBJECT, Ttl.NEVER, 20, true));
        for (int i = 1; i <= MESSAGES; i++) {
            whole.append(
                    TALK,
                    "ann",
                    null,
                    new MessageAppended("m" + i, i, Role.USER, i, Json.trusted("{}")));
        }
    }

    @Test
    void the_second_look_begins_at_a_milestone_that_the_first_came_by() {
        PastConversations past = past(DataSize.ofMegabytes(1));

        assertThat(costOf(past, 2_900)).isGreaterThan(2_900);
        assertThat(costOf(past, 2_901)).isLessThan(1_000);
        assertThat(costOf(past, 1_700)).isLessThan(1_000);
    }

    @Test
    void milestones_that_do_not_fit_are_forgotten() {
        PastConversations past = past(DataSize.ofBytes(100));

        assertThat(costOf(past, 2_900)).isGreaterThan(2_900);
        assertThat(costOf(past, 2_900)).isGreaterThan(2_900);
    }

    private long costOf(PastConversations past, long position) {
        counting.look();
        Moment moment = Moment.of(counting.log(), position, InMemoryLog.START);
        List<Json> windows = past.windows(moment, ANN, 1);
        assertThat(windows).singleElement().asString().contains("\"sequence\":" + (position - 1));
        return counting.look();
    }

    private static PastConversations past(DataSize weight) {
        var milestones =
                new Milestones<ConversationFacts>(
                        id -> Optional.empty(), ConversationFacts::version, weight);
        var tokens = new TokenCounts(new TokenCounter(EncodingType.O200K_BASE), weight);
        return new PastConversations(milestones, tokens, 20);
    }
}
