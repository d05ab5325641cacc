package dev.hansard.query.table;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.tenancy.erasure.ErasedOwner;

import jakarta.persistence.EntityManager;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A view in a table that all nodes read and one writes: rows and position move in one transaction,
 * so the table is at every moment what the log says up to its position, whoever wrote it. An event
 * concerns at most one row.
 *
 * @param <F> what a row holds; a function of the events that concern it
 * @param <R> the rows
 */
public abstract class SharedTable<F, R extends SharedRow<F>> implements LogView {

    private final String name;
    private final SharedRows<R> rows;
    private final BulkRows<R> bulk;
    private final TablePositions positions;
    private final TransactionOperations transactions;

    protected SharedTable(
            String name,
            Class<R> type,
            SharedRows<R> rows,
            EntityManager entities,
            TablePositions positions,
            TransactionOperations transactions) {
        this.name = name;
        this.rows = rows;
        this.bulk = new BulkRows<>(entities, type);
        this.positions = positions;
        this.transactions = transactions;
    }

    /** What a row holds, as of its last event; empty if there is none. */
    public final Optional<F> find(String id) {
        return rows.findById(id).map(SharedRow::facts);
    }

    /** Id of the row that an event concerns; null if it concerns none. */
    protected abstract @Nullable String rowOf(RecordedEvent recorded);

    /** What the row holds after one more event; null is no row. */
    protected abstract @Nullable F evolve(@Nullable F before, RecordedEvent recorded);

    /** Takes out all rows of a user or tenant that was erased. */
    protected abstract void forget(KeyOwner erased);

    /**
     * A row for what had none.
     *
     * @param createdPosition of the event it began with
     */
    protected abstract R newRow(F facts, long createdPosition);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final long resumeAfter() {
        return positions.positionOf(name);
    }

    @Override
    public final void apply(List<RecordedEvent> batch) {
        long from = batch.getFirst().position() - 1;
        long to = batch.getLast().position();
        transactions.executeWithoutResult(
                transaction -> {
                    if (positions.move(name, from, to) == 0) {
                        throw new IllegalStateException(name + " was written by another node");
                    }
                    write(batch);
                });
    }

    /**
     * Id of the row that an event changes; null if it changes none, or nobody can read it any more.
     * What is in an event of no row is not looked at.
     */
    final @Nullable String changedBy(RecordedEvent recorded) {
        String id = rowOf(recorded);
        return id == null || recorded.erased() ? null : id;
    }

    private void write(List<RecordedEvent> batch) {
        Map<String, List<RecordedEvent>> events = new LinkedHashMap<>();
        for (RecordedEvent recorded : batch) {
            String id = changedBy(recorded);
            if (id != null) {
                events.computeIfAbsent(id, unused -> new ArrayList<>()).add(recorded);
            }
        }
        if (!events.isEmpty()) {
            write(events);
        }
        // Nothing is theirs after that, so all that the batch has of them comes before.
        batch.stream().flatMap(recorded -> ErasedOwner.of(recorded).stream()).forEach(this::forget);
    }

    /** Writes each row once, as it is in the end: within a batch it may go and come back. */
    private void write(Map<String, List<RecordedEvent>> events) {
        Map<String, R> present =
                bulk.find(List.copyOf(events.keySet())).stream()
                        .collect(toMap(SharedRow::id, identity()));
        List<R> changed = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        events.forEach(
                (id, ofRow) -> {
                    R next = next(present.get(id), ofRow);
                    if (next != null) {
                        changed.add(next);
                    } else if (present.containsKey(id)) {
                        gone.add(id);
                    }
                });
        bulk.put(changed);
        bulk.remove(gone);
    }

    private @Nullable R next(@Nullable R row, List<RecordedEvent> events) {
        F facts = row == null ? null : row.facts();
        long createdPosition = 0;
        for (RecordedEvent recorded : events) {
            F next = evolve(facts, recorded);
            if (facts == null && next != null) {
                createdPosition = recorded.position();
            }
            facts = next;
        }
        if (facts == null) {
            return null;
        }
        if (row == null) {
            return newRow(facts, createdPosition);
        }
        row.set(facts);
        return row;
    }
}
