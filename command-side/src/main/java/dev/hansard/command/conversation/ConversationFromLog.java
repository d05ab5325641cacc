package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationView;
import dev.hansard.api.conversation.Inheritance.SummaryPlace;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.api.json.Json;
import dev.hansard.command.conversation.Conversation.Deleted;
import dev.hansard.command.conversation.Conversation.Expired;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.command.conversation.Conversation.NotCreated;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.command.dispatch.FromLog;
import dev.hansard.command.dispatch.History;
import dev.hansard.eventstore.AppendReceipt;
import dev.hansard.eventstore.RecordedEvent;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Shows a conversation as the answer to the command that opened it showed it. */
public final class ConversationFromLog implements FromLog {

    private final EventStore events;
    private final Origins origins;
    private final History<Conversation> history;

    public ConversationFromLog(EventStore events, Origins origins) {
        this.events = events;
        this.origins = origins;
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
        Live live = history.at(answer.id(), answer.version()).live();
        return view(answer.id(), live, receipt.lastPosition());
    }

    /** A conversation as a command left it. */
    ConversationView after(ConversationChange change, AppendReceipt receipt) {
        Live live = change.after(receipt.recordedAt()).live();
        return view(change.id(), live, receipt.lastPosition());
    }

    /** The turns of a conversation as it stands after a command. */
    Turns turns(AggregateId conversation, Live live) {
        return turns(conversation, live, Long.MAX_VALUE);
    }

    /**
     * The turns of a conversation after a message that it has. As a rule its settings are still the
     * same, and what came before is not read.
     *
     * @throws dev.hansard.api.Refusal {@code deleted} if it has been deleted since
     */
    Turns turnsAfter(AggregateId conversation, RecordedEvent message) {
        long version = message.version();
        return switch (history.now(conversation)) {
            case Deleted deleted -> throw deleted.refusal();
            // An inherited message made no turn here.
            case Live live when !message.aggregateId().equals(conversation.toString()) ->
                    turns(conversation, live);
            case Live live
                    when live.settingsSince() <= version && live.inherited().origins().isEmpty() ->
                    Turns.of(
                            ((MessageAppended) message.payload()).turnCount(),
                            live.settings(),
                            version);
            case Live _, Expired _, NotCreated _ ->
                    turns(
                            conversation,
                            history.at(conversation, version).live(),
                            message.position());
        };
    }

    /**
     * As clients see it, with what the state does not know: its summary, which inherited messages
     * are gone.
     *
     * @param position up to where of the log
     */
    private ConversationView view(AggregateId conversation, Live live, long position) {
        return live.view(
                conversation,
                summary(conversation, live.summary()),
                origins.withdrawn(conversation, live.inherited(), position));
    }

    private Turns turns(AggregateId conversation, Live live, long position) {
        long since = live.tally().window().present().since();
        boolean inheritedSome = since < live.inherited().through();
        Withdrawals gone =
                inheritedSome
                        ? origins.withdrawn(conversation, live.inherited(), position)
                        : Withdrawals.NONE;
        return Turns.of(live, gone);
    }

    private @Nullable Json summary(AggregateId conversation, long version) {
        if (version == 0) {
            return null;
        }
        return switch (event(conversation, version)) {
            case ConversationForked forked -> {
                SummaryPlace place = Objects.requireNonNull(forked.inherited().summary());
                yield summary(
                        AggregateId.conversation(conversation.tenant(), place.conversationId()),
                        place.version());
            }
            case ConversationCompacted compacted -> compacted.summary();
            default -> throw new IllegalStateException("no event with a summary");
        };
    }

    private Object event(AggregateId conversation, long version) {
        return events.readEvents(conversation.toString(), version - 1).next().getPayload();
    }

    private static Conversation evolve(Conversation before, DomainEventMessage<?> message) {
        return message.getPayload() instanceof Conversation snapshot
                ? snapshot
                : Conversation.evolve(
                        before, (ConversationEvent) message.getPayload(), message.getTimestamp());
    }
}
