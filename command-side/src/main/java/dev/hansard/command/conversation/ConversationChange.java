package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.command.aggregate.Opening;
import dev.hansard.command.conversation.Conversation.Deleted;
import dev.hansard.command.conversation.Conversation.Expired;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.command.conversation.Conversation.NotCreated;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a command did to a conversation: the answer of its handlers.
 *
 * @param before the state that the command found
 * @param events in the order of the log; none when there was nothing to write
 */
public record ConversationChange(
        AggregateId id, Conversation before, List<ConversationEvent> events) {

    /**
     * A message that the command appended.
     *
     * @param offset its position less that of the command's first event
     */
    public record Appended(String messageId, long sequence, int offset) {}

    /**
     * The state after the command.
     *
     * @param recordedAt the instant of the append's receipt; without events it does not matter
     */
    public Conversation after(Instant recordedAt) {
        Conversation state = before;
        for (ConversationEvent event : events) {
            state = Conversation.evolve(state, event, recordedAt);
        }
        return state;
    }

    /** The version after the command. */
    public long version() {
        return before.version() + events.size();
    }

    /** The appended messages, in order. */
    public List<Appended> appended() {
        return IntStream.range(0, events.size()).boxed().flatMap(this::appendedAt).toList();
    }

    /** What came of an open command. */
    public Opening opening() {
        return switch (before) {
            case NotCreated _ -> Opening.CREATED;
            case Expired _ -> Opening.REOPENED;
            case Live _, Deleted _ -> Opening.EXISTING;
        };
    }

    private Stream<Appended> appendedAt(int offset) {
        return events.get(offset) instanceof MessageAppended appended
                ? Stream.of(new Appended(appended.messageId(), appended.sequence(), offset))
                : Stream.empty();
    }
}
