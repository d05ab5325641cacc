package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Status;
import dev.hansard.api.Ttl;
import dev.hansard.query.table.SharedRow;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.NullUnmarked;

import java.time.Instant;
import java.util.List;

/** The facts of one conversation as a row. */
@Entity
@Table(name = "conversation_view")
@NullUnmarked
class ConversationRow implements SharedRow<ConversationFacts> {

    /** Axon aggregate identifier. */
    @Id private String id;

    /** Position of its first event: the order of lists. */
    @Column(updatable = false)
    private long createdPosition;

    @Column(updatable = false)
    private String tenant;

    private String userId;
    private String sessionId;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String ttl;
    private int maxTurnsBeforeCompact;
    private boolean autoCompact;
    private long inheritedThrough;
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
    private Instant createdAt;
    private Instant lastActivityAt;
    private long version;

    protected ConversationRow() {}

    ConversationRow(ConversationFacts facts, long createdPosition) {
        this.id = facts.id().toString();
        this.tenant = facts.id().tenant();
        this.createdPosition = createdPosition;
        set(facts);
    }

    @Override
    public final void set(ConversationFacts facts) {
        userId = facts.userId();
        sessionId = facts.sessionId();
        status = facts.status();
        ttl = facts.ttl().toString();
        maxTurnsBeforeCompact = facts.maxTurnsBeforeCompact();
        autoCompact = facts.autoCompact();
        inheritedThrough = facts.inheritedThrough();
        clearedThrough = facts.clearedThrough();
        lastSequence = facts.lastSequence();
        liveMessages = facts.liveMessages();
        windowThrough = facts.windowThrough();
        windowMessages = facts.windowMessages();
        messageCount = facts.messageCount();
        turnCount = facts.turnCount();
        metadataPosition = facts.metadataPosition();
        summaryVersion = facts.summaryVersion();
        removedPosition = facts.removedPosition();
        createdAt = facts.createdAt();
        lastActivityAt = facts.lastActivityAt();
        version = facts.version();
    }

    @Override
    public String id() {
        return id;
    }

    long createdPosition() {
        return createdPosition;
    }

    @Override
    public List<Object> place() {
        return List.of(tenant, createdPosition);
    }

    @Override
    public ConversationFacts facts() {
        return new ConversationFacts(
                AggregateId.parse(id),
                userId,
                sessionId,
                status,
                Ttl.parse(ttl),
                maxTurnsBeforeCompact,
                autoCompact,
                inheritedThrough,
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
                createdAt,
                lastActivityAt,
                version);
    }
}
