package dev.hansard.query.conversation;

import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.conversation.ConversationView;
import dev.hansard.api.json.Json;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.AsOf;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One conversation in memory: its facts, its metadata and its tail, the last messages of its
 * window.
 *
 * @param tail oldest first; at most the tail length, fewer when the window holds fewer or when
 *     {@link #needsRefill}
 * @param position of the log up to which this is true
 */
record ConversationModel(ConversationFacts facts, Json metadata, List<Message> tail, long position)
        implements AsOf {

    /** The model after one more event of this conversation; the first is its creation. */
    static ConversationModel evolve(
            @Nullable ConversationModel before, RecordedEvent recorded, int tailLength) {
        ConversationFacts facts =
                ConversationFacts.evolve(before == null ? null : before.facts, recorded);
        return new ConversationModel(
                facts,
                metadataAfter(before, recorded),
                tailAfter(before, facts, recorded, tailLength),
                recorded.position());
    }

    /** Whether the window has more messages than the tail shows of it, and room for them. */
    boolean needsRefill(int tailLength) {
        return tail.size() < Math.min(tailLength, facts.liveMessages());
    }

    /** Bytes in memory, near enough. */
    long weight() {
        long bytes = 300L + metadata.size();
        for (Message message : tail) {
            bytes += 120 + message.json().length;
        }
        return bytes;
    }

    ConversationView view() {
        return new ConversationView(
                facts.id().id(),
                facts.userId(),
                facts.sessionId(),
                facts.status(),
                metadata,
                facts.messageCount(),
                facts.turnCount(),
                facts.maxTurnsBeforeCompact(),
                facts.autoCompact(),
                facts.createdAt(),
                facts.lastActivityAt(),
                facts.expiresAt(),
                facts.version());
    }

    /** Metadata of the event that holds it, for refilling. */
    static Json metadataIn(RecordedEvent recorded) {
        Json metadata =
                switch ((ConversationEvent) recorded.payload()) {
                    case ConversationCreated created -> created.metadata();
                    case ConversationReopened reopened -> reopened.metadata();
                    case MetadataSet set -> set.metadata();
                    case ConversationEvent other -> null;
                };
        if (metadata == null) {
            throw new IllegalStateException(recorded + " holds no metadata");
        }
        return metadata;
    }

    private static Json metadataAfter(@Nullable ConversationModel before, RecordedEvent recorded) {
        return switch ((ConversationEvent) recorded.payload()) {
            case ConversationCreated created -> created.metadata();
            case ConversationReopened reopened -> reopened.metadata();
            case MetadataSet set when set.metadata() != null -> set.metadata();
            case ConversationEvent other -> before == null ? Json.EMPTY_OBJECT : before.metadata;
        };
    }

    private static List<Message> tailAfter(
            @Nullable ConversationModel before,
            ConversationFacts facts,
            RecordedEvent recorded,
            int tailLength) {
        if (before == null || facts.liveMessages() == 0) {
            return List.of();
        }
        return switch ((ConversationEvent) recorded.payload()) {
            case MessageAppended appended -> append(before.tail, Message.of(recorded), tailLength);
            case MessageRemoved removed -> without(before.tail, removed.sequence());
            case ConversationEvent other -> before.tail;
        };
    }

    private static List<Message> append(List<Message> tail, Message message, int tailLength) {
        List<Message> longer = new ArrayList<>(Math.min(tail.size() + 1, tailLength));
        longer.addAll(tail.size() < tailLength ? tail : tail.subList(1, tail.size()));
        longer.add(message);
        return longer;
    }

    private static List<Message> without(List<Message> tail, long sequence) {
        return tail.stream().filter(message -> message.sequence() != sequence).toList();
    }
}
