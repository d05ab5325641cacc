package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand.ForkConversation;
import dev.hansard.command.aggregate.Loading;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.eventstore.EventLog;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Forks a conversation: the parent is looked at, the child gets the event. Both are locked, and
 * always in the order of their ids, so that no two commands wait for each other.
 */
public final class ForkHandler {

    private final Repository<ConversationAggregate> conversations;
    private final ForkPoints points;

    public ForkHandler(Repository<ConversationAggregate> conversations, EventLog log) {
        this.conversations = conversations;
        this.points = new ForkPoints(log);
    }

    /** What it did to the child. */
    @CommandHandler
    public ConversationChange on(ForkConversation command) {
        Stream.of(command.parent(), command.child())
                .sorted(Comparator.comparing(AggregateId::toString))
                .forEach(this::locked);
        Live parent = locked(command.parent()).invoke(ConversationAggregate::visible).live();
        ForkPoint point = points.find(command, parent);
        return locked(command.child()).invoke(child -> child.handle(command, parent, point));
    }

    /** Once locked, it is the same one for the rest of the unit of work. */
    private Aggregate<ConversationAggregate> locked(AggregateId id) {
        return Loading.orNew(conversations, id, ConversationAggregate::missing);
    }
}
