package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Status;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What is known about one conversation apart from anything that was said in it: what its table row
 * holds. A function of its own events alone: of a fork, the counts have inherited messages in them
 * that its origins have removed since.
 *
 * @param inheritedThrough sequence of the last message that it inherited; 0 if it did not inherit
 *     any
 * @param clearedThrough sequence of the last message before the last clear or reopening
 * @param lastSequence sequence of the last message ever
 * @param liveMessages messages after {@code clearedThrough}, not removed
 * @param windowThrough sequence of the last message the window does not show: that, or more if it
 *     was compacted
 * @param windowMessages messages of the window: after {@code windowThrough}, not removed
 * @param messageCount messages of the history, not removed
 * @param turnCount user messages since the last clear or compaction
 * @param metadataPosition position of the event that holds the present metadata
 * @param summaryVersion version with the event that holds the present summary; 0 if there is none
 * @param removedPosition position of the event that last removed a message; 0 if none was
 * @param version number of its events
 */
record ConversationFacts(
        AggregateId id,
        String userId,
        @Nullable String sessionId,
        Status status,
        Ttl ttl,
        int maxTurnsBeforeCompact,
        boolean autoCompact,
        long inheritedThrough,
        long clearedThrough,
        long lastSequence,
        long liveMessages,
        long windowThrough,
        long windowMessages,
        long messageCount,
        int turnCount,
        long metadataPosition,
        long summaryVersion,
        long removedPosition,
        Instant createdAt,
        Instant lastActivityAt,
        long version) {

    /** The facts after one more event of this conversation; the first is its creation. */
    static ConversationFacts evolve(@Nullable ConversationFacts before, RecordedEvent recorded) {
        var event = (ConversationEvent) recorded.payload();
        if (event instanceof ConversationCreated created) {
            return created(created, recorded);
        }
        if (event instanceof ConversationForked forked) {
            return forked(forked, recorded);
        }
        if (before == null) {
            throw new IllegalStateException(recorded + " comes before the creation");
        }
        return new NextFacts(before, recorded).after(event);
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    @Nullable Instant expiresAt() {
        return isActive() ? ttl.expiresAt(lastActivityAt) : null;
    }

    private static ConversationFacts created(ConversationCreated created, RecordedEvent recorded) {
        return new ConversationFacts(
                AggregateId.parse(recorded.aggregateId()),
                created.userId(),
                created.sessionId(),
                Status.ACTIVE,
                created.ttl(),
                created.maxTurnsBeforeCompact(),
                created.autoCompact(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                recorded.position(),
                0,
                0,
                recorded.recordedAt(),
                recorded.recordedAt(),
                recorded.version());
    }

    private static ConversationFacts forked(ConversationForked forked, RecordedEvent recorded) {
        Inheritance inherited = forked.inherited();
        WindowSize window = inherited.window().kept().plus(inherited.window().said());
        return new ConversationFacts(
                AggregateId.parse(recorded.aggregateId()),
                forked.userId(),
                forked.sessionId(),
                Status.ACTIVE,
                forked.ttl(),
                forked.maxTurnsBeforeCompact(),
                forked.autoCompact(),
                inherited.through(),
                inherited.clearedThrough(),
                inherited.through(),
                inherited.liveMessages(),
                inherited.window().through(),
                window.messages(),
                inherited.messages(),
                window.turns(),
                recorded.position(),
                inherited.summary() == null ? 0 : recorded.version(),
                0,
                recorded.recordedAt(),
                recorded.recordedAt(),
                recorded.version());
    }
}
