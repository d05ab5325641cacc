package dev.hansard.query.session;

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

/** The facts of one session as a row. */
@Entity
@Table(name = "session_view")
@NullUnmarked
class SessionRow implements SharedRow<SessionFacts> {

    /** Axon aggregate identifier. */
    @Id private String id;

    /** Position of its first event: the order of lists. */
    @Column(updatable = false)
    private long createdPosition;

    @Column(updatable = false)
    private String tenant;

    private String userId;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String ttl;
    private long turnCount;
    private Instant createdAt;
    private Instant lastActivityAt;
    private long version;
    private long position;

    protected SessionRow() {}

    SessionRow(SessionFacts facts, long createdPosition) {
        this.id = facts.aggregateId();
        this.tenant = facts.id().tenant();
        this.createdPosition = createdPosition;
        set(facts);
    }

    @Override
    public final void set(SessionFacts facts) {
        userId = facts.userId();
        status = facts.status();
        ttl = facts.ttl().toString();
        turnCount = facts.turnCount();
        createdAt = facts.createdAt();
        lastActivityAt = facts.lastActivityAt();
        version = facts.version();
        position = facts.position();
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
    public SessionFacts facts() {
        return new SessionFacts(
                id,
                userId,
                status,
                Ttl.parse(ttl),
                turnCount,
                createdAt,
                lastActivityAt,
                version,
                position);
    }
}
