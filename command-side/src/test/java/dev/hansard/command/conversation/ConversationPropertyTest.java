package dev.hansard.command.conversation;

import static dev.hansard.command.conversation.Talk.T;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationCommand;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.conversation.Role;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeTry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What holds of a conversation whatever was asked of it. */
class ConversationPropertyTest {

    private enum Ask {
        OPEN,
        APPEND_TURN,
        APPEND_ANSWER,
        APPEND_BATCH,
        REMOVE_OLDEST,
        REMOVE_NEWEST,
        CLEAR,
        PATCH,
        EXPIRE,
        DELETE
    }

    private final ConversationDecider decider = new ConversationDecider(ConversationLimits.DEFAULT);
    private final List<ConversationEvent> log = new ArrayList<>();
    private final List<MessageAppended> present = new ArrayList<>();
    private Conversation state = Conversation.NOT_CREATED;

    @BeforeTry
    void begin_anew() {
        log.clear();
        present.clear();
        state = Conversation.NOT_CREATED;
    }

    @Property(tries = 500)
    void counts_are_those_of_the_log(@ForAll("questions") List<Ask> questions) {
        int asked = 0;
        for (Ask ask : questions) {
            ask(ask, T.plusSeconds(1000L * asked++));
            if (state instanceof Conversation.Live live) {
                Tally tally = live.tally();
                assertThat(tally.turnCount()).isEqualTo(turnsOfTheWindow());
                assertThat(tally.messageCount()).isEqualTo(present.size());
            }
        }
        assertThat(state.version()).isEqualTo(log.size());
        List<Long> sequences =
                log.stream()
                        .filter(MessageAppended.class::isInstance)
                        .map(event -> ((MessageAppended) event).sequence())
                        .toList();
        assertThat(sequences)
                .isEqualTo(
                        IntStream.rangeClosed(1, sequences.size()).asLongStream().boxed().toList());
    }

    @Provide
    Arbitrary<List<Ask>> questions() {
        Arbitrary<Ask> anythingElse = Arbitraries.of(Ask.class).filter(ask -> ask != Ask.DELETE);
        return Arbitraries.frequencyOf(
                        Tuple.of(30, anythingElse), Tuple.of(1, Arbitraries.just(Ask.DELETE)))
                .list()
                .ofMaxSize(60);
    }

    private void ask(Ask ask, Instant now) {
        List<ConversationEvent> events;
        try {
            events = decider.decide(command(ask, now), state);
        } catch (Refusal refused) {
            return;
        }
        for (ConversationEvent event : events) {
            state = Conversation.evolve(state, event, now);
            log.add(event);
            if (event instanceof MessageAppended appended) {
                present.add(appended);
            } else if (event instanceof MessageRemoved removed) {
                present.removeIf(message -> message.sequence() == removed.sequence());
            }
        }
    }

    private ConversationCommand command(Ask ask, Instant now) {
        return switch (ask) {
            case OPEN -> Talk.open(message(1, Role.USER));
            case APPEND_TURN -> Talk.append(message(1, Role.USER));
            case APPEND_ANSWER -> Talk.append(message(1, Role.ASSISTANT));
            case APPEND_BATCH -> Talk.append(message(1, Role.USER), message(2, Role.TOOL));
            case REMOVE_OLDEST -> present.isEmpty() ? Talk.clear() : removed(present.getFirst());
            case REMOVE_NEWEST -> present.isEmpty() ? Talk.clear() : removed(present.getLast());
            case CLEAR -> Talk.clear();
            case PATCH -> Talk.patch(null, null, 3, null);
            case EXPIRE -> Talk.expireAt(now.plusSeconds(3000));
            case DELETE -> Talk.delete();
        };
    }

    private static ConversationCommand removed(MessageAppended message) {
        return Talk.remove(message.sequence(), message.role());
    }

    private NewMessage message(int offset, Role role) {
        return Talk.message("m" + (log.size() + offset), role);
    }

    /** User messages after the last clear or reopening that have not been removed. */
    private long turnsOfTheWindow() {
        long through = 0;
        for (ConversationEvent event : log) {
            if (event instanceof ConversationCleared cleared) {
                through = cleared.through();
            } else if (event instanceof ConversationReopened reopened) {
                through = reopened.through();
            }
        }
        long start = through;
        return present.stream().filter(m -> m.role() == Role.USER && m.sequence() > start).count();
    }
}
