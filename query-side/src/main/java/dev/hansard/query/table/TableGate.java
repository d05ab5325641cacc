package dev.hansard.query.table;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.CommitSignal;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The door to a shared table, which some node writes: lets a query through when the table reflects
 * what the query asks for, and what was in the log when this node started.
 */
public final class TableGate {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final String table;
    private final TablePositions positions;
    private final CommitSignal signal;
    private final long headAtStart;

    public TableGate(
            String table, TablePositions positions, CommitSignal signal, long headAtStart) {
        this.table = table;
        this.positions = positions;
        this.signal = signal;
        this.headAtStart = headAtStart;
    }

    /**
     * Waits for the table.
     *
     * @return a position that everything read from now on reflects
     * @throws Refusal {@link ErrorCode#READ_MODEL_BEHIND} after the time the client waits
     */
    public long await(QueryRequest query) {
        long wanted = Math.max(query.minPosition(), headAtStart);
        long deadline = System.nanoTime() + query.timeout().toNanos();
        long position = positions.positionOf(table);
        while (position < wanted) {
            if (System.nanoTime() - deadline >= 0 || !pause()) {
                throw Refusal.of(
                        ErrorCode.READ_MODEL_BEHIND,
                        "the list is at position " + position + ", try again");
            }
            position = positions.positionOf(table);
        }
        return position;
    }

    /**
     * Waits until the table reflects what was in the log when this node started.
     *
     * @param goOn asked again and again; false ends the wait
     * @return whether it does
     */
    public boolean awaitStart(BooleanSupplier goOn) {
        while (positions.positionOf(table) < headAtStart) {
            if (!goOn.getAsBoolean() || !pause()) {
                return false;
            }
        }
        return true;
    }

    private boolean pause() {
        try {
            signal.awaitPast(signal.head(), LOOK_AGAIN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
