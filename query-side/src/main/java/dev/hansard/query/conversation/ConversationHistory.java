package dev.hansard.query.conversation;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.conversation.Lineage.Part;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A conversation's messages of all its lives, straight from the log: also those that left the
 * window and those that it inherited, not those that were removed.
 */
final class ConversationHistory {

    private final EventLog log;

    ConversationHistory(EventLog log) {
        this.log = log;
    }

    /** A message of the history with its place, which is what pages go on from. */
    record Entry(long place, Message message) {}

    /**
     * @param after place of the last entry before; null from the start
     */
    List<Entry> page(Lineage lineage, @Nullable Long after, boolean descending, int limit) {
        List<Entry> entries = new ArrayList<>();
        for (Part part : lineage.after(after, descending)) {
            read(lineage, part, descending, limit, entries);
        }
        return entries;
    }

    /**
     * A message by its id; empty if there never was one.
     *
     * @throws Refusal {@code deleted} if it was removed
     */
    Optional<Message> message(Lineage lineage, String messageId) {
        for (Part part : lineage.parts().reversed()) {
            Optional<RecordedEvent> said =
                    log.findByDedupeKey(part.aggregate(), messageId)
                            .filter(recorded -> recorded.payload() instanceof MessageAppended)
                            .filter(recorded -> recorded.sequence() < part.end());
            if (said.isPresent()) {
                if (!removedOf(part, List.of(said.get())).isEmpty()) {
                    throw Refusal.of(ErrorCode.DELETED, "the message was removed");
                }
                return said.map(recorded -> Message.of(recorded, part.from()));
            }
        }
        return Optional.empty();
    }

    private void read(
            Lineage lineage, Part part, boolean descending, int limit, List<Entry> entries) {
        long first = part.first();
        long end = part.end();
        while (entries.size() < limit && first < end) {
            int pageSize = LiveMessages.pageSize(limit - entries.size());
            List<RecordedEvent> page =
                    descending
                            ? log.readAggregateBackward(part.aggregate(), end, pageSize)
                            : log.readAggregate(part.aggregate(), first, pageSize);
            standing(lineage, part, page).limit(limit - entries.size()).forEach(entries::add);
            if (page.size() < pageSize) {
                return;
            }
            first = descending ? first : page.getLast().version();
            end = descending ? page.getLast().sequence() : end;
        }
    }

    /** The messages among some events that belong to a part and have not been removed. */
    private Stream<Entry> standing(Lineage lineage, Part part, List<RecordedEvent> events) {
        Set<String> removed = lineage.someRemoved() ? removedOf(part, events) : Set.of();
        return events.stream()
                .filter(recorded -> recorded.sequence() < part.end())
                .filter(recorded -> recorded.payload() instanceof MessageAppended)
                .filter(recorded -> !removed.contains(recorded.dedupeKey()))
                .map(
                        recorded ->
                                new Entry(
                                        lineage.place(part, recorded.sequence()),
                                        Message.of(recorded, part.from())));
    }

    /** The ids of those messages among them that have been removed. */
    private Set<String> removedOf(Part part, List<RecordedEvent> events) {
        List<String> keys =
                events.stream()
                        .filter(recorded -> recorded.payload() instanceof MessageAppended)
                        .map(recorded -> MessageRemoved.key(String.valueOf(recorded.dedupeKey())))
                        .toList();
        return log.findByDedupeKeys(part.aggregate(), keys).stream()
                .filter(recorded -> recorded.position() <= part.asOf())
                .map(recorded -> ((MessageRemoved) recorded.payload()).messageId())
                .collect(Collectors.toSet());
    }
}
