package dev.hansard.command.conversation;

import static dev.hansard.command.conversation.Talk.T;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationCommand;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation.Kept;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.events.EventType;
import dev.hansard.command.SnapshotTypes;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
        COMPACT,
        COMPACT_BUT_TWO,
        UNDO,
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
                assertThat(tally.turnCount()).isEqualTo(turns());
                assertThat(tally.messageCount()).isEqualTo(present.size());
                assertThat(tally.window().size().messages()).isEqualTo(messagesOfTheWindow());
                assertThat(tally.liveMessages()).isEqualTo(messagesAfter(tally.clearedThrough()));
                assertThat(tally.clearedThrough()).isEqualTo(edges().getLast().through());
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

    @Property(tries = 300)
    void a_snapshot_and_the_events_after_it_make_the_same_state_as_all_events(
            @ForAll("questions") List<Ask> questions, @ForAll @IntRange(max = 60) int taken) {
        int asked = 0;
        Conversation loaded = Conversation.NOT_CREATED;
        for (Ask ask : questions) {
            int before = log.size();
            Instant now = T.plusSeconds(1000L * asked).plusNanos(1000L * asked);
            ask(ask, now);
            for (ConversationEvent event : log.subList(before, log.size())) {
                loaded = Conversation.evolve(loaded, event, now);
            }
            if (asked++ == taken && loaded.version() > 0) {
                loaded = (Conversation) fromSnapshot(loaded);
            }
            assertThat(loaded).isEqualTo(state);
        }
    }

    @Property(tries = 300)
    void a_tally_is_taken_back_to_what_it_was(@ForAll("questions") List<Ask> questions) {
        int asked = 0;
        for (Ask ask : questions) {
            int before = log.size();
            Conversation was = state;
            ask(ask, T.plusSeconds(1000L * asked++));
            for (ConversationEvent event : log.subList(before, log.size())) {
                Conversation is = Conversation.evolve(was, event, T);
                if (was instanceof Conversation.Live one && is instanceof Conversation.Live two) {
                    Optional<Tally> again = two.tally().before(event);
                    boolean known =
                            event instanceof MessageAppended
                                    || event instanceof MessageRemoved
                                    || event instanceof ConversationCompacted
                                    || event instanceof MetadataSet;
                    assertThat(again)
                            .isEqualTo(known ? Optional.of(one.tally()) : Optional.empty());
                }
                was = is;
            }
        }
    }

    private static Object fromSnapshot(Object state) {
        EventType type = SnapshotTypes.FORMAT.typeOf(state.getClass());
        byte[] snapshot = SnapshotTypes.FORMAT.write(state);
        return SnapshotTypes.FORMAT.read(type.storedName(), type.revision(), snapshot);
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
            case COMPACT -> Talk.compact("so far");
            case COMPACT_BUT_TWO -> Talk.compact(Talk.json("so far"), 2, lastTwo());
            case UNDO -> Talk.undo();
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

    private Kept lastTwo() {
        return present.size() < 2
                ? Kept.NONE
                : new Kept(present.get(present.size() - 2).sequence() - 1, 0);
    }

    /**
     * Where a window begins.
     *
     * @param through sequence of the last message it does not show
     * @param since sequence of the last message before its first turn
     */
    private record Edge(long through, long since) {}

    /** Messages of the window that have not been removed. */
    private long messagesOfTheWindow() {
        return messagesAfter(edges().getFirst().through());
    }

    private long messagesAfter(long through) {
        return present.stream().filter(message -> message.sequence() > through).count();
    }

    /** User messages after the last clear, reopening or compaction that have not been removed. */
    private long turns() {
        long since = edges().getFirst().since();
        return present.stream().filter(m -> m.role() == Role.USER && m.sequence() > since).count();
    }

    /** Latest first; the last is where the window was cleared. */
    private Deque<Edge> edges() {
        Deque<Edge> edges = new ArrayDeque<>(List.of(new Edge(0, 0)));
        long last = 0;
        for (ConversationEvent event : log) {
            switch (event) {
                case MessageAppended appended -> last = appended.sequence();
                case ConversationCompacted compacted ->
                        edges.push(new Edge(compacted.through(), last));
                case CompactionUndone _ -> edges.pop();
                case ConversationCleared _, ConversationReopened _ -> {
                    edges.clear();
                    edges.push(new Edge(last, last));
                }
                default -> {}
            }
        }
        return edges;
    }
}
