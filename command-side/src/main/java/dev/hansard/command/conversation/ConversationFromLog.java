package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationView;
import dev.hansard.api.json.Json;
import dev.hansard.command.conversation.Conversation.Deleted;
import dev.hansard.command.conversation.Conversation.Expired;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.command.conversation.Conversation.NotCreated;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.command.dispatch.FromLog;
import dev.hansard.command.dispatch.History;
import dev.hansard.eventstore.AppendReceipt;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Shows a conversation as the answer to the command that opened it showed it. */
public final class ConversationFromLog implements FromLog {

    private final EventStore events;
    private final History<Conversation> history;

    public ConversationFromLog(EventStore events) {
        this.events = events;
        this.history =
                new History<>(
                        events,
                        Conversation.NOT_CREATED,
                        ConversationFromLog::evolve,
                        Conversation::version);
    }

    @Override
    public String aggregateType() {
        return AggregateId.CONVERSATION;
    }

    @Override
    public ConversationView show(Opened answer, AppendReceipt receipt) {
        if (history.now(answer.id()) instanceof Deleted deleted) {
            throw deleted.refusal();
        }
        return view(answer.id(), history.at(answer.id(), answer.version()).live());
    }

    /** As clients see it, with its summary, which the state only knows the place of. */
    ConversationView view(AggregateId conversation, Live live) {
        return live.view(conversation, summary(conversation, live.summary()));
    }

    /**
     * The settings of a conversation at a version at which it was live. As a rule they are still
     * the same, and what came before is not read.
     *
     * @throws dev.hansard.api.Refusal {@code deleted} if it has been deleted since
     */
    Settings settingsAt(AggregateId conversation, long version) {
        return switch (history.now(conversation)) {
            case Deleted deleted -> throw deleted.refusal();
            case Live live when live.settingsSince() <= version -> live.settings();
            case Live _, Expired _, NotCreated _ ->
                    history.at(conversation, version).live().settings();
        };
    }

    private @Nullable Json summary(AggregateId conversation, long version) {
        if (version == 0) {
            return null;
        }
        DomainEventMessage<?> event =
                events.readEvents(conversation.toString(), version - 1).next();
        return ((ConversationCompacted) event.getPayload()).summary();
    }

    private static Conversation evolve(Conversation before, DomainEventMessage<?> message) {
        return message.getPayload() instanceof Conversation snapshot
                ? snapshot
                : Conversation.evolve(
                        before, (ConversationEvent) message.getPayload(), message.getTimestamp());
    }
}
