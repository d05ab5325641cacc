package dev.hansard.query.table;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;

import jakarta.persistence.EntityManager;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A view in a table that all nodes read and one writes: rows and position move in one transaction,
 * so the table is at every moment what the log says up to its position, whoever wrote it. An event
 * concerns at most one row.
 *
 * @param <F> what a row holds; a function of the events that concern it
 * @param <R> the rows
 */
public abstract class SharedTable<F, R extends SharedRow<F>> {

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

    /** Short and stable. */
    public final String name() {
        return name;
    }

    /** Up to where of the log all rows are true. */
    public final long position() {
        return positions.positionOf(name);
    }

    /**
     * Follows the log and writes the rows, from where they stand.
     *
     * @param mostHeld as {@link SharedTableSettings#heldRows}
     */
    final LogView following(int mostHeld) {
        return following(mostHeld, System::nanoTime);
    }

    final LogView following(int mostHeld, LongSupplier nanoTime) {
        return new TableFollowing<>(this, bulk, positions, transactions, mostHeld, nanoTime);
    }

    /**
     * Id of the row that an event changes; null if it changes none, or nobody can read it any more.
     * What is in an event of no row is not looked at.
     */
    final @Nullable String changedBy(RecordedEvent recorded) {
        String id = rowOf(recorded);
        return id == null || recorded.erased() ? null : id;
    }
}
