package dev.hansard.query.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.conversation.ConversationHistory.Entry;

import org.springframework.util.unit.DataSize;

import java.util.ArrayList;
import java.util.List;

/**
 * The messages with which a conversation instructs the model from the beginning: those of the roles
 * system and developer that stand before any other since the last clear. A compaction does not take
 * them away. Mostly they left the window long ago; then they are read from the store, and
 * remembered.
 */
final class LeadingMessages {

    /** The most that count as leading. */
    static final int MOST = 32;

    private static final int PAGE = 64;

    /**
     * What they depend on. They cannot change otherwise once another message stands behind them.
     *
     * @param removed how many messages were removed so far
     */
    private record Key(String conversation, long clearedThrough, long removed) {

        static Key of(ConversationFacts facts) {
            long removed = facts.lastSequence() - facts.messageCount();
            return new Key(facts.id().toString(), facts.clearedThrough(), removed);
        }
    }

    private final EventLog log;
    private final ConversationHistory history;
    private final Cache<Key, List<Message>> remembered;

    LeadingMessages(EventLog log, ConversationHistory history, DataSize weight) {
        this.log = log;
        this.history = history;
        this.remembered =
                Caffeine.newBuilder()
                        .maximumWeight(weight.toBytes())
                        .<Key, List<Message>>weigher((key, messages) -> weigh(messages))
                        .recordStats()
                        .build();
    }

    /** Oldest first. */
    List<Message> of(ConversationModel conversation) {
        ConversationFacts facts = conversation.facts();
        List<Message> tail = conversation.tail();
        if (tail.size() == facts.liveMessages()) {
            return tail.stream().takeWhile(Message::instructs).limit(MOST).toList();
        }
        Key key = Key.of(facts);
        List<Message> known = remembered.getIfPresent(key);
        if (known != null) {
            return known;
        }
        List<Message> read = read(facts);
        if (read.size() < facts.liveMessages()) {
            remembered.put(key, read);
        }
        return read;
    }

    /** For metrics. */
    Cache<?, ?> metered() {
        return remembered;
    }

    private List<Message> read(ConversationFacts facts) {
        List<Message> leading = new ArrayList<>();
        // A message comes at the earliest at the event of its own number: the first event is none.
        long from = facts.clearedThrough() + 1;
        while (true) {
            List<RecordedEvent> page = log.readAggregate(facts.id().toString(), from, PAGE);
            for (Entry entry : history.standing(facts, page)) {
                Message message = entry.message();
                if (message.sequence() > facts.clearedThrough()) {
                    if (!message.instructs() || leading.size() == MOST) {
                        return leading;
                    }
                    leading.add(message);
                }
            }
            if (page.size() < PAGE) {
                return leading;
            }
            from = page.getLast().version();
        }
    }

    private static int weigh(List<Message> messages) {
        return 200 + messages.stream().mapToInt(message -> 120 + message.json().length).sum();
    }
}
