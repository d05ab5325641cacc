package dev.hansard.query.conversation;

import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
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
 * One conversation in memory: its facts, its metadata, its summary and its tail, the last messages
 * since the last clear, whether a compaction left them in the window or not.
 *
 * @param summary a JSON string; null if there is none or when {@link #needsRefill}
 * @param inherited what it has of others, if it is a fork
 * @param tail oldest first; at most the tail length, fewer when there are fewer or when {@link
 *     #needsRefill}
 * @param position of the log up to which this is true
 */
record ConversationModel(
        ConversationFacts facts,
        Json metadata,
        @Nullable Json summary,
        Inherited inherited,
        List<Message> tail,
        long position)
        implements AsOf {

    /** The model after one more event of this conversation; the first is its creation. */
    static ConversationModel evolve(
            @Nullable ConversationModel before, RecordedEvent recorded, int tailLength) {
        ConversationFacts facts =
                ConversationFacts.evolve(before == null ? null : before.facts, recorded);
        return new ConversationModel(
                facts,
                metadataAfter(before, recorded),
                summaryAfter(before, facts, recorded),
                inheritedAfter(before, recorded),
                tailAfter(before, facts, recorded, tailLength),
                recorded.position());
    }

    /** Whether there are more messages than the tail shows, and room, or a summary it lacks. */
    boolean needsRefill(int tailLength) {
        return tail.size() < Math.min(tailLength, liveMessages())
                || (summary == null && facts.summaryVersion() > 0);
    }

    /** Bytes in memory, near enough. */
    long weight() {
        long bytes =
                300L
                        + inherited.weight()
                        + metadata.size()
                        + (summary == null ? 0 : summary.size());
        for (Message message : tail) {
            bytes += 120 + message.json().length;
        }
        return bytes;
    }

    /** Where its messages stand in the log. */
    Lineage lineage() {
        return Lineage.of(facts, inherited);
    }

    /** Messages of the history that have not been removed. */
    long messageCount() {
        return facts.messageCount() - inherited.withdrawals().messages();
    }

    /** Messages since the last clear that have not been removed. */
    long liveMessages() {
        return facts.liveMessages() - inherited.withdrawals().messagesAfter(facts.clearedThrough());
    }

    /** Messages of the window that have not been removed. */
    long windowMessages() {
        return facts.windowMessages()
                - inherited.withdrawals().messagesAfter(facts.windowThrough());
    }

    /** User messages since the last clear or compaction. */
    int turnCount() {
        // Its own compactions are younger than its first event, and no inherited turn comes after.
        return facts.summaryVersion() > 1
                ? facts.turnCount()
                : facts.turnCount() - inherited.withdrawals().turnsAfter(inheritedTurnsSince());
    }

    /** Whether the agent should make a summary now. */
    boolean compactionDue() {
        return facts.autoCompact() && turnCount() >= facts.maxTurnsBeforeCompact();
    }

    /** What of the tail was said in this conversation itself. */
    List<Message> ownTail() {
        return tail.stream()
                .filter(message -> message.sequence() > facts.inheritedThrough())
                .toList();
    }

    /** The same with the newest messages. */
    ConversationModel withTail(List<Message> newest) {
        return new ConversationModel(facts, metadata, summary, inherited, newest, position);
    }

    ConversationView view() {
        return new ConversationView(
                facts.id().id(),
                facts.userId(),
                facts.sessionId(),
                facts.status(),
                metadata,
                summary,
                messageCount(),
                turnCount(),
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
                    case ConversationForked forked -> forked.metadata();
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
            case ConversationForked forked -> forked.metadata();
            case ConversationReopened reopened -> reopened.metadata();
            case MetadataSet set when set.metadata() != null -> set.metadata();
            case ConversationEvent other -> before == null ? Json.EMPTY_OBJECT : before.metadata;
        };
    }

    /** An undone compaction may bring an older summary back, which is not in memory. */
    private static @Nullable Json summaryAfter(
            @Nullable ConversationModel before, ConversationFacts facts, RecordedEvent recorded) {
        if (recorded.payload() instanceof ConversationCompacted compacted) {
            return compacted.summary();
        }
        return before != null && before.facts.summaryVersion() == facts.summaryVersion()
                ? before.summary
                : null;
    }

    private long inheritedTurnsSince() {
        return Math.max(inherited.inheritance().window().since(), facts.clearedThrough());
    }

    private static Inherited inheritedAfter(
            @Nullable ConversationModel before, RecordedEvent recorded) {
        if (recorded.payload() instanceof ConversationForked forked) {
            return Inherited.unseen(forked.inherited());
        }
        return before == null ? Inherited.NONE : before.inherited;
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
