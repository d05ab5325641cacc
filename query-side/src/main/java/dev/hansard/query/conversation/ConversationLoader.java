package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.Inheritance.SummaryPlace;
import dev.hansard.api.json.Json;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.KnownFacts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the model of one conversation anew from the store: its row shortens the way, the log has
 * the rest. The cost depends on what happened since the row was written, not on the length of the
 * conversation.
 */
final class ConversationLoader {

    private static final int PAGE = 500;

    private final EventLog log;
    private final KnownFacts<ConversationFacts> known;
    private final ConversationHistory history;
    private final Origins origins;
    private final int tailLength;

    /**
     * @param known the facts of a conversation as of some earlier moment
     */
    ConversationLoader(EventLog log, KnownFacts<ConversationFacts> known, int tailLength) {
        this.log = log;
        this.known = known;
        this.history = new ConversationHistory(log);
        this.origins = new Origins(log);
        this.tailLength = tailLength;
    }

    /**
     * @param conversation Axon aggregate identifier
     * @return the conversation as of a position at or after the head when this was called; empty if
     *     it never existed
     */
    Optional<ConversationModel> load(String conversation) {
        // The row before the head: so no row is ahead of the position the model claims.
        ConversationFacts row = known.of(conversation).orElse(null);
        long head = log.head();
        ConversationFacts facts = catchUp(row, conversation, head);
        if (facts == null) {
            return Optional.empty();
        }
        var model =
                new ConversationModel(
                        facts,
                        metadata(facts),
                        summary(facts),
                        origins.inherited(facts, head),
                        List.of(),
                        head);
        return Optional.of(model.withTail(newestMessages(model, tailLength)));
    }

    /**
     * The newest messages since the last clear, oldest first: from memory as far as they are there.
     *
     * @param count no more than there are
     */
    List<Message> newest(ConversationModel conversation, int count) {
        List<Message> tail = conversation.tail();
        return count <= tail.size()
                ? tail.subList(tail.size() - count, tail.size())
                : newestMessages(conversation, count);
    }

    private List<Message> newestMessages(ConversationModel model, int wanted) {
        int count = (int) Math.min(wanted, model.liveMessages());
        List<Message> own = ownMessages(model.facts(), count);
        List<Message> newest = new ArrayList<>(count);
        history.page(model.lineage().inherited(), null, true, count - own.size())
                .reversed()
                .forEach(entry -> newest.add(entry.message()));
        newest.addAll(own);
        return newest;
    }

    private List<Message> ownMessages(ConversationFacts facts, int count) {
        String conversation = facts.id().toString();
        int pageSize = LiveMessages.pageSize(count);
        return LiveMessages.walk(
                        newer ->
                                log.readAggregateBackward(
                                        conversation,
                                        newer == null ? facts.version() : newer.sequence(),
                                        pageSize),
                        count)
                .newestFirst()
                .reversed()
                .stream()
                .map(LiveMessages.Found::message)
                .toList();
    }

    private Json metadata(ConversationFacts facts) {
        return log.at(facts.metadataPosition())
                .map(ConversationModel::metadataIn)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the log has no event at " + facts.metadataPosition()));
    }

    private @Nullable Json summary(ConversationFacts facts) {
        long version = facts.summaryVersion();
        if (version == 0) {
            return null;
        }
        return switch (event(facts.id(), version)) {
            case ConversationForked forked -> {
                SummaryPlace place = Objects.requireNonNull(forked.inherited().summary());
                String tenant = facts.id().tenant();
                yield summaryIn(
                        event(
                                AggregateId.conversation(tenant, place.conversationId()),
                                place.version()));
            }
            case Object own -> summaryIn(own);
        };
    }

    private static Json summaryIn(Object compacted) {
        return ((ConversationCompacted) compacted).summary();
    }

    private Object event(AggregateId conversation, long version) {
        return log.readAggregate(conversation.toString(), version - 1, 1).getFirst().payload();
    }

    private @Nullable ConversationFacts catchUp(
            @Nullable ConversationFacts row, String conversation, long head) {
        ConversationFacts facts = row;
        long sequence = row == null ? 0 : row.version();
        while (true) {
            List<RecordedEvent> page = log.readAggregate(conversation, sequence, PAGE);
            for (RecordedEvent recorded : page) {
                if (recorded.position() > head) {
                    return facts;
                }
                facts = ConversationFacts.evolve(facts, recorded);
            }
            if (page.size() < PAGE) {
                return facts;
            }
            known.passed(conversation, Objects.requireNonNull(facts));
            sequence = page.getLast().version();
        }
    }
}
