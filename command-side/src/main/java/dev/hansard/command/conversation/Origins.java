package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand.RemoveMessage;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.Inheritance.Origin;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The conversations in which the messages of a fork were said, as the log has them: a fork does not
 * follow what becomes of them. Nothing is looked up for a conversation that is no fork.
 */
public final class Origins {

    private final EventLog log;

    public Origins(EventLog log) {
        this.log = log;
    }

    /**
     * What they have removed of the inherited messages.
     *
     * @param position up to where of the log
     */
    Withdrawals withdrawn(AggregateId fork, Inheritance inherited, long position) {
        return new Withdrawals(
                inherited.origins().stream()
                        .flatMap(origin -> removals(fork, origin, position))
                        .toList());
    }

    /** Events about inherited messages: that they were said, and that they were removed. */
    List<RecordedEvent> find(
            AggregateId fork, Inheritance inherited, Collection<String> messageIds) {
        List<String> keys =
                Stream.concat(messageIds.stream(), messageIds.stream().map(MessageRemoved::key))
                        .toList();
        return inherited.origins().stream()
                .flatMap(
                        origin ->
                                log.findByDedupeKeys(id(fork, origin), keys).stream()
                                        .filter(event -> sequence(event) <= origin.through()))
                .toList();
    }

    /**
     * Refuses messages with ids of inherited ones.
     *
     * @param events what a command makes
     * @throws InheritedException with what the log has of those
     */
    void requireNew(AggregateId fork, Conversation state, List<ConversationEvent> events) {
        List<String> ids =
                events.stream()
                        .filter(MessageAppended.class::isInstance)
                        .map(event -> ((MessageAppended) event).messageId())
                        .toList();
        List<RecordedEvent> found = find(fork, state.inheritance(), ids);
        if (!found.isEmpty()) {
            throw new InheritedException(found);
        }
    }

    /** The removal of an inherited message, which a fork does not know by its id. */
    RemoveMessage completed(RemoveMessage command, Conversation state) {
        return command.sequence() > 0
                ? command
                : find(command.conversation(), state.inheritance(), List.of(command.messageId()))
                        .stream()
                        .findFirst()
                        .map(event -> command.inherited(sequence(event)))
                        .orElse(command);
    }

    private Stream<MessageRemoved> removals(AggregateId fork, Origin origin, long position) {
        return log
                .findAllByKeyKind(id(fork, origin), MessageRemoved.KIND, origin.version())
                .stream()
                .filter(recorded -> recorded.position() <= position)
                .map(recorded -> (MessageRemoved) recorded.payload())
                .filter(removed -> removed.sequence() <= origin.through());
    }

    private static long sequence(RecordedEvent recorded) {
        return recorded.payload() instanceof MessageRemoved removed
                ? removed.sequence()
                : KnownMessages.sequence(recorded);
    }

    private static String id(AggregateId fork, Origin origin) {
        return AggregateId.conversation(fork.tenant(), origin.conversationId()).toString();
    }
}
