package dev.hansard.command.conversation;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand;
import dev.hansard.api.conversation.ConversationCommand.AppendMessages;
import dev.hansard.api.conversation.ConversationCommand.ClearConversation;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation;
import dev.hansard.api.conversation.ConversationCommand.DeleteConversation;
import dev.hansard.api.conversation.ConversationCommand.ExpireConversation;
import dev.hansard.api.conversation.ConversationCommand.ForkConversation;
import dev.hansard.api.conversation.ConversationCommand.OpenConversation;
import dev.hansard.api.conversation.ConversationCommand.PatchConversation;
import dev.hansard.api.conversation.ConversationCommand.RemoveMessage;
import dev.hansard.api.conversation.ConversationCommand.UndoCompaction;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.command.aggregate.BoundUser;
import dev.hansard.command.aggregate.RecordedTime;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.command.repository.Remembered;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

import java.time.Instant;
import java.util.List;

/**
 * The conversation in Axon: routes commands to {@link ConversationDecider} and keeps its state.
 * Every command may find it missing, because it is the decider that says what that means.
 */
@AggregateRoot(type = AggregateId.CONVERSATION)
public class ConversationAggregate implements Remembered {

    @AggregateIdentifier private String id = "";

    private Conversation state = Conversation.NOT_CREATED;

    static ConversationAggregate missing(AggregateId id) {
        var aggregate = new ConversationAggregate();
        aggregate.id = id.toString();
        return aggregate;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ConversationChange on(
            OpenConversation command,
            ConversationDecider decider,
            NamedSession session,
            Origins origins) {
        return handle(session.completed(command, state), decider, origins);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ConversationChange on(AppendMessages command, ConversationDecider decider, Origins origins) {
        return handle(command, decider, origins);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ConversationChange on(RemoveMessage command, ConversationDecider decider, Origins origins) {
        return handle(origins.completed(command, visible()), decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ConversationChange on(PatchConversation command, ConversationDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ConversationChange on(ClearConversation command, ConversationDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ConversationChange on(
            CompactConversation command, ConversationDecider decider, LastMessages messages) {
        return handle(messages.completed(command, state), decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ConversationChange on(UndoCompaction command, ConversationDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ConversationChange on(DeleteConversation command, ConversationDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ConversationChange on(ExpireConversation command, ConversationDecider decider) {
        return handle(command, decider);
    }

    @EventSourcingHandler
    void on(ConversationEvent event, @Timestamp Instant recordedAt, @SourceId String aggregateId) {
        id = aggregateId;
        state = Conversation.evolve(state, event, recordedAt);
    }

    @EventSourcingHandler
    void on(Conversation snapshot, @SourceId String aggregateId) {
        id = aggregateId;
        state = snapshot;
    }

    @Override
    public Conversation state() {
        return state;
    }

    @Override
    public long contentBytes() {
        return state.contentBytes();
    }

    /** Handles a command that may append messages. */
    private ConversationChange handle(
            ConversationCommand command, ConversationDecider decider, Origins origins) {
        List<ConversationEvent> events = decider.decide(command, visible());
        origins.requireNew(command.conversation(), state, events);
        return keep(command.conversation(), events);
    }

    /** Makes it the child of a fork. */
    ConversationChange handle(ForkConversation command, Live parent, ForkPoint point) {
        return keep(command.child(), Forks.fork(command, parent, point, visible()));
    }

    private ConversationChange handle(ConversationCommand command, ConversationDecider decider) {
        return keep(command.conversation(), decider.decide(command, visible()));
    }

    /** The state, unless it is none of the sender's business. */
    Conversation visible() {
        BoundUser.check(state.owner());
        return state;
    }

    private ConversationChange keep(AggregateId conversation, List<ConversationEvent> events) {
        id = conversation.toString();
        var change = new ConversationChange(conversation, state, events);
        for (ConversationEvent event : change.events()) {
            apply(event, MetaData.from(ConversationEnvelope.of(change.id(), state, event)));
        }
        RecordedTime.whenKnown(recordedAt -> state = change.after(recordedAt));
        return change;
    }
}
