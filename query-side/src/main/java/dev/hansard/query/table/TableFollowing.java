package dev.hansard.query.table;

import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.tenancy.erasure.ErasedOwner;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Writes one shared table for as long as this node holds its lease: rows and position in one
 * transaction. While the table catches up it holds rows back, so that one which many events concern
 * is read and written once for many of them.
 *
 * @param <F> what a row holds
 * @param <R> the rows
 */
final class TableFollowing<F, R extends SharedRow<F>> implements LogView {

    /** As much as a crash may cost of what was done. */
    private static final Duration LONGEST_HELD = Duration.ofSeconds(5);

    private final SharedTable<F, R> table;
    private final BulkRows<R> bulk;
    private final TablePositions positions;
    private final TransactionOperations transactions;
    private final int mostHeld;
    private final LongSupplier nanoTime;

    /** Null when all that was taken in is written, and rows have to be read anew. */
    private @Nullable HeldRows<F, R> held;

    private long rebuilds;
    private long written;
    private long writtenNanos;
    private long taken;

    /**
     * @param mostHeld so many rows are not held back any longer
     */
    TableFollowing(
            SharedTable<F, R> table,
            BulkRows<R> bulk,
            TablePositions positions,
            TransactionOperations transactions,
            int mostHeld,
            LongSupplier nanoTime) {
        this.table = table;
        this.bulk = bulk;
        this.positions = positions;
        this.transactions = transactions;
        this.mostHeld = mostHeld;
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return table.name();
    }

    @Override
    public long resumeAfter() {
        return table.position();
    }

    @Override
    public void apply(List<RecordedEvent> batch) {
        HeldRows<F, R> rows = rowsFor(batch);
        transactions.executeWithoutResult(transaction -> write(rows, batch));
    }

    @Override
    public long gather(List<RecordedEvent> batch) {
        HeldRows<F, R> rows = rowsFor(batch);
        // Those of whoever was erased must not come back.
        boolean erasure = batch.stream().anyMatch(recorded -> ErasedOwner.of(recorded).isPresent());
        boolean full = rows.size() >= mostHeld;
        if (full || erasure || nanoTime.getAsLong() - writtenNanos >= LONGEST_HELD.toNanos()) {
            transactions.executeWithoutResult(transaction -> write(rows, batch));
            written = batch.getLast().position();
            writtenNanos = nanoTime.getAsLong();
        } else {
            transactions.executeWithoutResult(transaction -> hold(rows, batch));
        }
        taken = batch.getLast().position();
        held = full || erasure ? null : rows;
        return written;
    }

    /** Held is what the batch goes on from. None is after a failure. */
    private HeldRows<F, R> rowsFor(List<RecordedEvent> batch) {
        HeldRows<F, R> rows = held;
        held = null;
        long before = batch.getFirst().position() - 1;
        if (rows == null || taken != before) {
            rows = new HeldRows<>(table, bulk);
            written = before;
            writtenNanos = nanoTime.getAsLong();
        }
        return rows;
    }

    private void hold(HeldRows<F, R> rows, List<RecordedEvent> batch) {
        if (rows.size() == 0) {
            rebuilds = positions.rebuildsOf(name());
        }
        rows.take(batch);
    }

    private void write(HeldRows<F, R> rows, List<RecordedEvent> batch) {
        // Whoever else would write the rows waits from here on.
        if (positions.move(name(), written, batch.getLast().position()) == 0) {
            throw new IllegalStateException(name() + " was written by another node");
        }
        if (rows.size() > 0 && positions.rebuildsOf(name()) != rebuilds) {
            throw new IllegalStateException(name() + " was made anew");
        }
        rows.take(batch);
        rows.write();
        // Nothing is theirs after that, so all that the batch has of them comes before.
        batch.stream()
                .flatMap(recorded -> ErasedOwner.of(recorded).stream())
                .forEach(table::forget);
    }
}
