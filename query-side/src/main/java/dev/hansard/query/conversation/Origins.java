package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.Inheritance.Origin;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.eventstore.EventLog;

import java.util.stream.Stream;

/** Finds out from the log what a fork has of the conversations it comes from. */
final class Origins {

    private final EventLog log;

    Origins(EventLog log) {
        this.log = log;
    }

    /**
     * What a conversation inherited, and what is gone of it.
     *
     * @param asOf position up to where of the log
     */
    Inherited inherited(ConversationFacts facts, long asOf) {
        if (facts.inheritedThrough() == 0) {
            return Inherited.NONE;
        }
        Object first = log.readAggregate(facts.id().toString(), 0, 1).getFirst().payload();
        Inheritance inheritance = ((ConversationForked) first).inherited();
        return new Inherited(
                inheritance,
                new Withdrawals(
                        inheritance.origins().stream()
                                .flatMap(origin -> removals(facts.id(), origin, asOf))
                                .toList()),
                asOf);
    }

    private Stream<MessageRemoved> removals(AggregateId fork, Origin origin, long asOf) {
        String id = AggregateId.conversation(fork.tenant(), origin.conversationId()).toString();
        return log.findAllByKeyKind(id, MessageRemoved.KIND, origin.version()).stream()
                .filter(recorded -> recorded.position() <= asOf)
                .map(recorded -> (MessageRemoved) recorded.payload())
                .filter(removed -> removed.sequence() <= origin.through());
    }
}
