package dev.hansard.query.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.query.conversation.ConversationHistory.Entry;
import dev.hansard.tenancy.erasure.Forgetful;

import org.springframework.util.unit.DataSize;

import java.util.ArrayList;
import java.util.List;

/**
 * The messages with which a conversation instructs the model from the beginning: those of the roles
 * system and developer that stand before any other since the last clear. A compaction does not take
 * them away. Mostly they left the window long ago; then they are read from the store, and
 * remembered.
 */
final class LeadingMessages implements Forgetful {

    /** The most that count as leading. */
    static final int MOST = 32;

    private static final int PAGE = 64;

    /**
     * What they depend on. They cannot change otherwise once another message stands behind them.
     *
     * @param removed how many messages were removed so far
     */
    private record Key(String conversation, long clearedThrough, long removed) {

        static Key of(ConversationModel conversation) {
            ConversationFacts facts = conversation.facts();
            long removed = facts.lastSequence() - conversation.messageCount();
            return new Key(facts.id().toString(), facts.clearedThrough(), removed);
        }
    }

    private final ConversationHistory history;
    private final Cache<Key, List<Message>> remembered;

    LeadingMessages(ConversationHistory history, DataSize weight) {
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
        List<Message> tail = conversation.tail();
        if (tail.size() == conversation.liveMessages()) {
            return tail.stream().takeWhile(Message::instructs).limit(MOST).toList();
        }
        Key key = Key.of(conversation);
        List<Message> known = remembered.getIfPresent(key);
        if (known != null) {
            return known;
        }
        List<Message> read = read(conversation);
        if (read.size() < conversation.liveMessages()) {
            remembered.put(key, read);
        }
        return read;
    }

    @Override
    public void forget(KeyOwner erased) {
        remembered.invalidateAll();
    }

    /** For metrics. */
    Cache<?, ?> metered() {
        return remembered;
    }

    private List<Message> read(ConversationModel conversation) {
        List<Message> leading = new ArrayList<>();
        Lineage lineage = conversation.lineage();
        long cleared = conversation.facts().clearedThrough();
        long after = lineage.placeBefore(cleared + 1);
        while (true) {
            List<Entry> page = history.page(lineage, after, false, PAGE);
            for (Entry entry : page) {
                Message message = entry.message();
                if (message.sequence() > cleared) {
                    if (!message.instructs() || leading.size() == MOST) {
                        return leading;
                    }
                    leading.add(message);
                }
            }
            if (page.size() < PAGE) {
                return leading;
            }
            after = page.getLast().place();
        }
    }

    private static int weigh(List<Message> messages) {
        return 200 + messages.stream().mapToInt(message -> 120 + message.json().length).sum();
    }
}
