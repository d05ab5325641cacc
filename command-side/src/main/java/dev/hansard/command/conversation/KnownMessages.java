package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.eventstore.DedupeKeyTakenException;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Messages that are sent once more: a conversation does not remember the ids of its messages, the
 * log does. What it knows with the same content is left out of the command and answered with its
 * first place.
 */
public final class KnownMessages {

    private final EventLog log;

    public KnownMessages(EventLog log) {
        this.log = log;
    }

    /**
     * Appends messages, again without those that turn out to be there.
     *
     * @param append appends the fresh ones of a delivery
     * @throws Refusal {@code already-exists} if one is there with other content, {@code deleted} if
     *     one was removed
     */
    <T> T append(
            AggregateId conversation, List<NewMessage> messages, Function<Delivery, T> append) {
        Delivery delivery = Delivery.allNew(messages);
        while (true) {
            try {
                return append.apply(delivery);
            } catch (DedupeKeyTakenException e) {
                Map<String, RecordedEvent> found = find(conversation, e.keys(), delivery);
                if (found.isEmpty()) {
                    throw e;
                }
                delivery = delivery.with(found);
            } catch (InheritedException e) {
                delivery = delivery.with(known(e.events(), delivery));
            }
        }
    }

    /** The ordinal of an appended message. */
    static long sequence(RecordedEvent appended) {
        return ((MessageAppended) appended.payload()).sequence();
    }

    private Map<String, RecordedEvent> find(
            AggregateId conversation, List<String> ids, Delivery delivery) {
        List<String> keys =
                Stream.concat(ids.stream(), ids.stream().map(MessageRemoved::key)).toList();
        return known(log.findByDedupeKeys(conversation.toString(), keys), delivery);
    }

    private static Map<String, RecordedEvent> known(List<RecordedEvent> events, Delivery delivery) {
        Map<String, RecordedEvent> found = new HashMap<>();
        for (RecordedEvent event : events) {
            switch (event.payload()) {
                case MessageRemoved removed -> throw removed(removed.messageId(), delivery);
                case MessageAppended appended -> {
                    checkSame(appended, delivery);
                    found.put(appended.messageId(), event);
                }
                default -> throw new IllegalStateException(event + " has a message's key");
            }
        }
        return found;
    }

    private static void checkSame(MessageAppended appended, Delivery delivery) {
        int place = place(appended.messageId(), delivery);
        if (!SameJson.test(appended.message(), delivery.all().get(place).message())) {
            throw Refusal.at(
                    ErrorCode.ALREADY_EXISTS,
                    "/messages/" + place + "/messageId",
                    "is the id of a message with other content");
        }
    }

    private static Refusal removed(String messageId, Delivery delivery) {
        return Refusal.at(
                ErrorCode.DELETED,
                "/messages/" + place(messageId, delivery) + "/messageId",
                "is the id of a removed message");
    }

    private static int place(String messageId, Delivery delivery) {
        return delivery.all().stream().map(NewMessage::messageId).toList().indexOf(messageId);
    }
}
