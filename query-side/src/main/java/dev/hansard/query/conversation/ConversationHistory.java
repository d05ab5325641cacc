package dev.hansard.query.conversation;

import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A conversation's messages of all its lives, straight from the log: also those that left the
 * window, not those that were removed.
 */
final class ConversationHistory {

    private static final int PAGE = 200;

    private final EventLog log;

    ConversationHistory(EventLog log) {
        this.log = log;
    }

    /**
     * A message of the history with its place among the conversation's events, which is what pages
     * go on from.
     */
    record Entry(long eventSequence, Message message) {}

    /**
     * @param after event sequence of the last entry before; null from the start
     */
    List<Entry> page(ConversationFacts facts, @Nullable Long after, boolean descending, int limit) {
        String conversation = facts.id().toString();
        boolean someRemoved = facts.messageCount() < facts.lastSequence();
        List<Entry> entries = new ArrayList<>();
        Long cursor = after;
        while (entries.size() < limit) {
            List<RecordedEvent> page = events(conversation, cursor, descending);
            Set<String> removed = someRemoved ? removedOf(conversation, page) : Set.of();
            for (RecordedEvent recorded : page) {
                if (recorded.payload() instanceof MessageAppended appended
                        && !removed.contains(MessageRemoved.key(appended.messageId()))
                        && entries.size() < limit) {
                    entries.add(new Entry(recorded.sequence(), Message.of(recorded)));
                }
            }
            if (page.size() < PAGE) {
                break;
            }
            cursor = page.getLast().sequence();
        }
        return entries;
    }

    /** A message by its id; empty if there never was one. */
    Optional<Message> message(ConversationFacts facts, String messageId) {
        return log.findByDedupeKey(facts.id().toString(), messageId)
                .filter(recorded -> recorded.payload() instanceof MessageAppended)
                .map(Message::of);
    }

    boolean wasRemoved(ConversationFacts facts, String messageId) {
        return log.findByDedupeKey(facts.id().toString(), MessageRemoved.key(messageId))
                .isPresent();
    }

    private List<RecordedEvent> events(
            String conversation, @Nullable Long after, boolean descending) {
        if (descending) {
            return log.readAggregateBackward(
                    conversation, after == null ? Long.MAX_VALUE : after, PAGE);
        }
        return log.readAggregate(conversation, after == null ? 0 : after + 1, PAGE);
    }

    private Set<String> removedOf(String conversation, List<RecordedEvent> page) {
        List<String> keys =
                page.stream()
                        .filter(recorded -> recorded.payload() instanceof MessageAppended)
                        .map(recorded -> (MessageAppended) recorded.payload())
                        .map(appended -> MessageRemoved.key(appended.messageId()))
                        .toList();
        Set<String> removed = new HashSet<>();
        for (RecordedEvent recorded : log.findByDedupeKeys(conversation, keys)) {
            removed.add(String.valueOf(recorded.dedupeKey()));
        }
        return removed;
    }
}
