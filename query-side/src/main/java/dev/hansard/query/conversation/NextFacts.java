package dev.hansard.query.conversation;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.Status;
import dev.hansard.api.Ttl;
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
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

/** The facts of a conversation on their way from one event to the next. */
final class NextFacts {

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
    private long removedPosition;

    NextFacts(ConversationFacts before, RecordedEvent recorded) {
        this.before = before;
        this.recorded = recorded;
        this.sessionId = before.sessionId();
        this.status = before.status();
        this.ttl = before.ttl();
        this.maxTurnsBeforeCompact = before.maxTurnsBeforeCompact();
        this.autoCompact = before.autoCompact();
        this.clearedThrough = before.clearedThrough();
        this.lastSequence = before.lastSequence();
        this.liveMessages = before.liveMessages();
        this.windowThrough = before.windowThrough();
        this.windowMessages = before.windowMessages();
        this.messageCount = before.messageCount();
        this.turnCount = before.turnCount();
        this.metadataPosition = before.metadataPosition();
        this.summaryVersion = before.summaryVersion();
        this.removedPosition = before.removedPosition();
    }

    ConversationFacts after(ConversationEvent event) {
        switch (event) {
            case ConversationCreated _, ConversationForked _ ->
                    throw new IllegalStateException(recorded + " is a second creation");
            case MessageAppended appended -> {
                lastSequence = appended.sequence();
                liveMessages++;
                windowMessages++;
                messageCount++;
                turnCount = appended.turnCount();
            }
            case MessageRemoved removed -> {
                if (removed.sequence() > clearedThrough) {
                    liveMessages--;
                }
                if (removed.sequence() > windowThrough) {
                    windowMessages--;
                }
                messageCount--;
                turnCount = removed.turnCount();
                removedPosition = recorded.position();
            }
            case ConversationCleared cleared -> {
                emptyWindow(cleared.through());
                turnCount = 0;
            }
            case ConversationCompacted compacted -> {
                window(compacted.through(), compacted.after());
                summaryVersion = recorded.version();
            }
            case CompactionUndone undone -> {
                window(undone.through(), undone.after());
                summaryVersion = requireNonNullElse(undone.summary(), 0L);
            }
            case MetadataSet set -> {
                metadataPosition = set.metadata() == null ? metadataPosition : recorded.position();
                ttl = set.ttl() == null ? ttl : set.ttl();
                Integer turns = set.maxTurnsBeforeCompact();
                maxTurnsBeforeCompact = turns == null ? maxTurnsBeforeCompact : turns;
                Boolean auto = set.autoCompact();
                autoCompact = auto == null ? autoCompact : auto;
            }
            case ConversationExpired expired -> {
                emptyWindow(lastSequence);
                status = Status.EXPIRED;
            }
            case ConversationReopened reopened -> {
                emptyWindow(reopened.through());
                status = Status.ACTIVE;
                sessionId = reopened.sessionId();
                ttl = reopened.ttl();
                maxTurnsBeforeCompact = reopened.maxTurnsBeforeCompact();
                autoCompact = reopened.autoCompact();
                metadataPosition = recorded.position();
                turnCount = 0;
            }
            case ConversationDeleted deleted -> {
                emptyWindow(lastSequence);
                status = Status.DELETED;
            }
        }
        return facts();
    }

    private void emptyWindow(long through) {
        clearedThrough = through;
        liveMessages = 0;
        windowThrough = through;
        windowMessages = 0;
        summaryVersion = 0;
    }

    private void window(long through, WindowSize size) {
        windowThrough = through;
        windowMessages = size.messages();
        turnCount = size.turns();
    }

    private ConversationFacts facts() {
        // The log's own end to idleness is not an activity.
        boolean activity = status == Status.ACTIVE || status == Status.DELETED;
        return new ConversationFacts(
                before.id(),
                before.userId(),
                sessionId,
                status,
                ttl,
                maxTurnsBeforeCompact,
                autoCompact,
                before.inheritedThrough(),
                clearedThrough,
                lastSequence,
                liveMessages,
                windowThrough,
                windowMessages,
                messageCount,
                turnCount,
                metadataPosition,
                summaryVersion,
                removedPosition,
                before.createdAt(),
                activity ? recorded.recordedAt() : before.lastActivityAt(),
                recorded.version());
    }
}
