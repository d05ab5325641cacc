package dev.hansard.query.conversation;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Status;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What is known about one conversation apart from anything that was said in it: what its table row
 * holds.
 *
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
        long clearedThrough,
        long lastSequence,
        long liveMessages,
        long windowThrough,
        long windowMessages,
        long messageCount,
        int turnCount,
        long metadataPosition,
        long summaryVersion,
        Instant createdAt,
        Instant lastActivityAt,
        long version) {

    /** The facts after one more event of this conversation; the first is its creation. */
    static ConversationFacts evolve(@Nullable ConversationFacts before, RecordedEvent recorded) {
        var event = (ConversationEvent) recorded.payload();
        if (event instanceof ConversationCreated created) {
            return created(created, recorded);
        }
        if (before == null) {
            throw new IllegalStateException(recorded + " comes before the creation");
        }
        Draft next = new Draft(before, recorded);
        switch (event) {
            case ConversationCreated again ->
                    throw new IllegalStateException(recorded + " is a second creation");
            case MessageAppended appended -> {
                next.lastSequence = appended.sequence();
                next.liveMessages++;
                next.windowMessages++;
                next.messageCount++;
                next.turnCount = appended.turnCount();
            }
            case MessageRemoved removed -> {
                if (removed.sequence() > next.clearedThrough) {
                    next.liveMessages--;
                }
                if (removed.sequence() > next.windowThrough) {
                    next.windowMessages--;
                }
                next.messageCount--;
                next.turnCount = removed.turnCount();
            }
            case ConversationCleared cleared -> {
                next.emptyWindow(cleared.through());
                next.turnCount = 0;
            }
            case ConversationCompacted compacted -> {
                next.window(compacted.through(), compacted.after());
                next.summaryVersion = recorded.version();
            }
            case CompactionUndone undone -> {
                next.window(undone.through(), undone.after());
                next.summaryVersion = requireNonNullElse(undone.summary(), 0L);
            }
            case MetadataSet set -> {
                next.metadataPosition =
                        set.metadata() == null ? next.metadataPosition : recorded.position();
                next.ttl = set.ttl() == null ? next.ttl : set.ttl();
                Integer turns = set.maxTurnsBeforeCompact();
                next.maxTurnsBeforeCompact = turns == null ? next.maxTurnsBeforeCompact : turns;
                Boolean auto = set.autoCompact();
                next.autoCompact = auto == null ? next.autoCompact : auto;
            }
            case ConversationExpired expired -> {
                next.emptyWindow(next.lastSequence);
                next.status = Status.EXPIRED;
            }
            case ConversationReopened reopened -> {
                next.emptyWindow(reopened.through());
                next.status = Status.ACTIVE;
                next.sessionId = reopened.sessionId();
                next.ttl = reopened.ttl();
                next.maxTurnsBeforeCompact = reopened.maxTurnsBeforeCompact();
                next.autoCompact = reopened.autoCompact();
                next.metadataPosition = recorded.position();
                next.turnCount = 0;
            }
            case ConversationDeleted deleted -> {
                next.emptyWindow(next.lastSequence);
                next.status = Status.DELETED;
            }
        }
        return next.facts();
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Whether the agent should make a summary now. */
    boolean compactionDue() {
        return autoCompact && turnCount >= maxTurnsBeforeCompact;
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
                recorded.position(),
                0,
                recorded.recordedAt(),
                recorded.recordedAt(),
                recorded.version());
    }

    /** The facts on their way from one event to the next. */
    private static final class Draft {
        private final ConversationFacts before;
        private final RecordedEvent recorded;
        private @Nullable String sessionId;
        private Status status;
        private Ttl ttl;
        private int maxTurnsBeforeCompact;
        private boolean autoCompact;
        private long clearedThrough;
        private long lastSequence;
        private long liveMessages;
        private long windowThrough;
        private long windowMessages;
        private long messageCount;
        private int turnCount;
        private long metadataPosition;
        private long summaryVersion;

        Draft(ConversationFacts before, RecordedEvent recorded) {
            this.before = before;
            this.recorded = recorded;
            this.sessionId = before.sessionId;
            this.status = before.status;
            this.ttl = before.ttl;
            this.maxTurnsBeforeCompact = before.maxTurnsBeforeCompact;
            this.autoCompact = before.autoCompact;
            this.clearedThrough = before.clearedThrough;
            this.lastSequence = before.lastSequence;
            this.liveMessages = before.liveMessages;
            this.windowThrough = before.windowThrough;
            this.windowMessages = before.windowMessages;
            this.messageCount = before.messageCount;
            this.turnCount = before.turnCount;
            this.metadataPosition = before.metadataPosition;
            this.summaryVersion = before.summaryVersion;
        }

        void emptyWindow(long through) {
            clearedThrough = through;
            liveMessages = 0;
            windowThrough = through;
            windowMessages = 0;
            summaryVersion = 0;
        }

        void window(long through, WindowSize size) {
            windowThrough = through;
            windowMessages = size.messages();
            turnCount = size.turns();
        }

        ConversationFacts facts() {
            // The log's own end to idleness is not an activity.
            boolean activity = status == Status.ACTIVE || status == Status.DELETED;
            return new ConversationFacts(
                    before.id,
                    before.userId,
                    sessionId,
                    status,
                    ttl,
                    maxTurnsBeforeCompact,
                    autoCompact,
                    clearedThrough,
                    lastSequence,
                    liveMessages,
                    windowThrough,
                    windowMessages,
                    messageCount,
                    turnCount,
                    metadataPosition,
                    summaryVersion,
                    before.createdAt,
                    activity ? recorded.recordedAt() : before.lastActivityAt,
                    recorded.version());
        }
    }
}
