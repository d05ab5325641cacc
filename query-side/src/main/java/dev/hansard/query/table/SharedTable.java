package dev.hansard.query.table;

import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;

import org.springframework.transaction.support.TransactionOperations;

import java.util.List;

/**
 * A view in a table that all nodes read and one writes: rows and position move in one transaction,
 * so the table is at every moment what the log says up to its position, whoever wrote it.
 */
public abstract class SharedTable implements LogView {

    private final String name;
    private final TablePositions positions;
    private final TransactionOperations transactions;

    protected SharedTable(
            String name, TablePositions positions, TransactionOperations transactions) {
        this.name = name;
        this.positions = positions;
        this.transactions = transactions;
    }

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

    /** Brings the rows to the state after the batch; runs in the transaction that moves on. */
    protected abstract void write(List<RecordedEvent> batch);
}
