package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Status;
import dev.hansard.api.Ttl;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.NullUnmarked;

import java.time.Instant;

/** The facts of one conversation as a row. */
@Entity
@Table(name = "conversation_view")
@NullUnmarked
class ConversationRow {

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
    private long clearedThrough;
    private long lastSequence;
    private long liveMessages;
    private long messageCount;
    private int turnCount;
    private long metadataPosition;
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

    final void set(ConversationFacts facts) {
        userId = facts.userId();
        sessionId = facts.sessionId();
        status = facts.status();
        ttl = facts.ttl().toString();
        maxTurnsBeforeCompact = facts.maxTurnsBeforeCompact();
        autoCompact = facts.autoCompact();
        clearedThrough = facts.clearedThrough();
        lastSequence = facts.lastSequence();
        liveMessages = facts.liveMessages();
        messageCount = facts.messageCount();
        turnCount = facts.turnCount();
        metadataPosition = facts.metadataPosition();
        createdAt = facts.createdAt();
        lastActivityAt = facts.lastActivityAt();
        version = facts.version();
    }

    String id() {
        return id;
    }

    long createdPosition() {
        return createdPosition;
    }

    ConversationFacts facts() {
        return new ConversationFacts(
                AggregateId.parse(id),
                userId,
                sessionId,
                status,
                Ttl.parse(ttl),
                maxTurnsBeforeCompact,
                autoCompact,
                clearedThrough,
                lastSequence,
                liveMessages,
                messageCount,
                turnCount,
                metadataPosition,
                createdAt,
                lastActivityAt,
                version);
    }
}
