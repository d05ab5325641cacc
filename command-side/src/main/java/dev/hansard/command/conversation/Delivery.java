package dev.hansard.command.conversation;

import dev.hansard.api.conversation.NewMessage;
import dev.hansard.command.conversation.ConversationChange.Appended;
import dev.hansard.command.dispatch.Answer.Appended.Place;
import dev.hansard.eventstore.RecordedEvent;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The messages of a request, of which some may be in the log already.
 *
 * @param all in the order of the request
 * @param known the events of those that are there, by message id
 */
record Delivery(List<NewMessage> all, Map<String, RecordedEvent> known) {

    static Delivery allNew(List<NewMessage> messages) {
        return new Delivery(messages, Map.of());
    }

    /** The messages that are still to be appended. */
    List<NewMessage> fresh() {
        return all.stream().filter(message -> !known.containsKey(message.messageId())).toList();
    }

    Delivery with(Map<String, RecordedEvent> more) {
        Map<String, RecordedEvent> both = new HashMap<>(known);
        both.putAll(more);
        return new Delivery(all, Map.copyOf(both));
    }

    /** The newest event among those that are there; empty if all messages are new. */
    Optional<RecordedEvent> lastKnown() {
        return known.values().stream().max(Comparator.comparing(RecordedEvent::position));
    }

    /**
     * Where all messages stand, in the order of the request.
     *
     * @param appended those that a command appended
     */
    List<Place> places(List<Appended> appended) {
        Map<String, Appended> added =
                appended.stream().collect(Collectors.toMap(Appended::messageId, a -> a));
        return all.stream().map(message -> place(message.messageId(), added)).toList();
    }

    private Place place(String messageId, Map<String, Appended> added) {
        RecordedEvent event = known.get(messageId);
        if (event != null) {
            return new Place(messageId, KnownMessages.sequence(event), event.position(), 0);
        }
        Appended appended = added.get(messageId);
        if (appended == null) {
            throw new IllegalStateException("a message is neither there nor appended");
        }
        return new Place(messageId, appended.sequence(), null, appended.offset());
    }
}
