package dev.hansard.command.conversation;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand.ForkConversation;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Inheritance.Origin;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.List;
import java.util.Optional;

/**
 * Finds what a conversation was when an earlier message was its newest. What came after is taken
 * back, one event after the other from the end; where the state does not know what it was, as
 * before a clear, all is read from the beginning.
 */
final class ForkPoints {

    private static final int PAGE = 500;

    private final EventLog log;

    ForkPoints(EventLog log) {
        this.log = log;
    }

    /** Where a fork goes on from; the parent as it stands if it has no such message. */
    ForkPoint find(ForkConversation fork, Live parent) {
        AggregateId id = fork.parent();
        long last = parent.tally().lastSequence();
        long at = requireNonNullElse(fork.at(), last);
        if (at < 1 || at >= last) {
            return ForkPoint.of(id, parent);
        }
        if (at < parent.inherited().through()) {
            Origin origin = parent.inherited().originOf(at);
            return replayed(
                    AggregateId.conversation(id.tenant(), origin.conversationId()),
                    at,
                    origin.version());
        }
        return takenBack(id, parent, at).orElseGet(() -> replayed(id, at, parent.version()));
    }

    /** The state before the first message after that one, as far as it can be taken back. */
    private Optional<ForkPoint> takenBack(AggregateId id, Live parent, long at) {
        Tally tally = parent.tally();
        long version = parent.version();
        while (true) {
            for (RecordedEvent recorded : log.readAggregateBackward(id.toString(), version, PAGE)) {
                var event = (ConversationEvent) recorded.payload();
                Optional<Tally> before = tally.before(event);
                if (before.isEmpty()) {
                    return Optional.empty();
                }
                tally = before.get();
                version = recorded.sequence();
                if (event instanceof MessageAppended && tally.lastSequence() == at) {
                    return Optional.of(new ForkPoint(id, parent.inherited(), tally, version));
                }
            }
        }
    }

    /**
     * The same from the beginning on.
     *
     * @param end a version by which it had said nothing after that message, or a later one
     */
    private ForkPoint replayed(AggregateId id, long at, long end) {
        Conversation state = Conversation.NOT_CREATED;
        while (true) {
            List<RecordedEvent> page = log.readAggregate(id.toString(), state.version(), PAGE);
            for (RecordedEvent recorded : page) {
                var event = (ConversationEvent) recorded.payload();
                boolean later = event instanceof MessageAppended said && said.sequence() > at;
                if (later || state.version() == end) {
                    return ForkPoint.of(id, state.live());
                }
                state = Conversation.evolve(state, event, recorded.recordedAt());
            }
            if (page.size() < PAGE) {
                return ForkPoint.of(id, state.live());
            }
        }
    }
}
