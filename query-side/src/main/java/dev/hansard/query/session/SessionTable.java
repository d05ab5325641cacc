package dev.hansard.query.session;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.table.SharedTable;
import dev.hansard.query.table.TablePositions;

import jakarta.persistence.EntityManager;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The shared table of sessions, for lists and counts and as a short way to a session's facts. */
final class SessionTable extends SharedTable {

    static final String NAME = "sessions-table";

    private final SessionRows rows;
    private final EntityManager entities;

    SessionTable(
            SessionRows rows,
            EntityManager entities,
            TablePositions positions,
            TransactionOperations transactions) {
        super(NAME, positions, transactions);
        this.rows = rows;
        this.entities = entities;
    }

    /** The facts as of the row's position; empty if there is no row yet. */
    Optional<SessionFacts> find(String session) {
        return rows.findById(session).map(SessionRow::facts);
    }

    @Override
    protected void write(List<RecordedEvent> batch) {
        List<RecordedEvent> ours = batch.stream().filter(e -> sessionOf(e) != null).toList();
        List<String> ids = ours.stream().map(SessionTable::sessionOf).distinct().toList();
        Map<String, SessionRow> present =
                rows.findAllByIdIn(ids).stream().collect(toMap(SessionRow::id, identity()));
        for (RecordedEvent recorded : ours) {
            SessionRow row = present.get(Objects.requireNonNull(sessionOf(recorded)));
            SessionFacts facts = SessionFacts.evolve(row == null ? null : row.facts(), recorded);
            if (row == null && facts != null) {
                row = new SessionRow(facts);
                entities.persist(row);
                present.put(row.id(), row);
            } else if (row != null && facts != null) {
                row.set(facts);
            }
        }
    }

    private static @Nullable String sessionOf(RecordedEvent recorded) {
        return recorded.aggregateType().equals(AggregateId.SESSION)
                ? recorded.aggregateId()
                : recorded.context();
    }
}
