package dev.hansard.query.conversation;

import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        List<Entry> entries = new ArrayList<>();
        Long cursor = after;
        while (entries.size() < limit) {
            List<RecordedEvent> page = events(conversation, cursor, descending);
            List<Entry> standing = standing(facts, page);
            entries.addAll(standing.subList(0, Math.min(limit - entries.size(), standing.size())));
            if (page.size() < PAGE) {
                break;
            }
            cursor = page.getLast().sequence();
        }
        return entries;
    }

    /** The messages among some events of a conversation that have not been removed. */
    List<Entry> standing(ConversationFacts facts, List<RecordedEvent> events) {
        boolean someRemoved = facts.messageCount() < facts.lastSequence();
        Set<String> removed = someRemoved ? removedOf(facts, events) : Set.of();
        return events.stream()
                .filter(recorded -> recorded.payload() instanceof MessageAppended)
                .filter(recorded -> !removed.contains(recorded.dedupeKey()))
                .map(recorded -> new Entry(recorded.sequence(), Message.of(recorded)))
                .toList();
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

    /** The ids of those messages among them that have been removed. */
    private Set<String> removedOf(ConversationFacts facts, List<RecordedEvent> events) {
        List<String> keys =
                events.stream()
                        .filter(recorded -> recorded.payload() instanceof MessageAppended)
                        .map(recorded -> MessageRemoved.key(String.valueOf(recorded.dedupeKey())))
                        .toList();
        return log.findByDedupeKeys(facts.id().toString(), keys).stream()
                .map(recorded -> ((MessageRemoved) recorded.payload()).messageId())
                .collect(Collectors.toSet());
    }
}
