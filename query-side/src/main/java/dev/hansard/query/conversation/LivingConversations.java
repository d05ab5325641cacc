package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.events.EventFormat;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds which conversations of a user are alive, by walking back over how conversations began and
 * ended: what is met first of one says what it is. No view is needed for that, so it answers for
 * any end of the log.
 */
final class LivingConversations {

    private static final int PAGE = 500;

    private static final List<String> BEGINNINGS_AND_ENDS =
            Stream.of(
                            ConversationCreated.class,
                            ConversationForked.class,
                            ConversationReopened.class,
                            ConversationExpired.class,
                            ConversationDeleted.class)
                    .map(type -> EventFormat.CURRENT.typeOf(type).storedName())
                    .toList();

    private final EventLog log;

    LivingConversations(EventLog log) {
        this.log = log;
    }

    /** Axon aggregate identifiers, those that began last first. */
    List<String> of(AggregateId user, int most) {
        List<String> living = new ArrayList<>();
        Set<String> met = new HashSet<>();
        EventFilter filter =
                new EventFilter(
                        user.tenant(), user.id(), null, null, BEGINNINGS_AND_ENDS, null, true);
        List<RecordedEvent> page = log.find(filter, PAGE);
        while (!page.isEmpty()) {
            for (RecordedEvent recorded : page) {
                boolean first = met.add(recorded.aggregateId());
                if (first && begins((ConversationEvent) recorded.payload())) {
                    living.add(recorded.aggregateId());
                    if (living.size() == most) {
                        return living;
                    }
                }
            }
            page = log.find(filter.goingOnAfter(page.getLast().position()), PAGE);
        }
        return living;
    }

    private static boolean begins(ConversationEvent event) {
        return switch (event) {
            case ConversationCreated _, ConversationForked _, ConversationReopened _ -> true;
            case ConversationExpired _, ConversationDeleted _ -> false;
            case MessageAppended _,
                    MessageRemoved _,
                    ConversationCleared _,
                    ConversationCompacted _,
                    CompactionUndone _,
                    MetadataSet _ ->
                    throw new IllegalStateException("neither a beginning nor an end");
        };
    }
}
