package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.table.SharedTable;
import dev.hansard.query.table.TablePositions;

import jakarta.persistence.EntityManager;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** The shared table of sessions, for lists and counts and as a short way to a session's facts. */
final class SessionTable extends SharedTable<SessionFacts, SessionRow> {

    static final String NAME = "sessions-table";

    private final SessionRows rows;

    SessionTable(
            SessionRows rows,
            EntityManager entities,
            TablePositions positions,
            TransactionOperations transactions) {
        super(NAME, SessionRow.class, rows, entities, positions, transactions);
        this.rows = rows;
    }

    @Override
    protected @Nullable String rowOf(RecordedEvent recorded) {
        return recorded.aggregateType().equals(AggregateId.SESSION)
                ? recorded.aggregateId()
                : recorded.context();
    }

    @Override
    protected @Nullable SessionFacts evolve(@Nullable SessionFacts before, RecordedEvent recorded) {
        return SessionFacts.evolve(before, recorded);
    }

    @Override
    protected void forget(KeyOwner erased) {
        rows.deleteAllOf(erased);
    }

    @Override
    protected SessionRow newRow(SessionFacts facts, long createdPosition) {
        return new SessionRow(facts, createdPosition);
    }
}
