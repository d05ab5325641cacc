package dev.hansard.eventstore;

import dev.hansard.eventstore.AppendOutcome.Appended;
import dev.hansard.eventstore.AppendOutcome.Refused;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/**
 * The way into the log: writes what a command wants in one transaction and returns when it is on
 * disk, or writes nothing and says why. Thread-safe; callers of all nodes take turns.
 */
public final class Appender {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    private final DataSource dataSource;
    private final AppendTransaction transaction;
    private final CommitLookup lookup;
    private final CommitSignal signal;
    private final AppendMetrics metrics;

    /**
     * @param clock for {@code recordedAt} and the age of kept answers
     * @param signal is told of each commit
     */
    public Appender(
            DataSource dataSource,
            Clock clock,
            CommitSignal signal,
            EventStoreSettings settings,
            MeterRegistry meters) {
        this.dataSource = dataSource;
        this.transaction = new AppendTransaction(clock, settings);
        this.lookup = new CommitLookup(dataSource, settings.lockTimeout());
        this.signal = signal;
        this.metrics = new AppendMetrics(meters);
    }

    /**
     * Appends the events of one command, all or none.
     *
     * @return when the events are on disk
     * @throws IdempotencyKeyTakenException if another command of this key was first
     * @throws NotQuietException if something happened in a context that should be quiet
     * @throws AlreadyRecordedException if the place of one of the events is taken
     * @throws DedupeKeyTakenException if an aggregate already has events with these keys
     * @throws StoreUnavailableException if the store cannot be reached; nothing was written
     * @throws OutcomeUnknownException if the connection was lost around the commit, and looking for
     *     the events failed too
     */
    public AppendReceipt append(PendingAppend append) {
        long start = System.nanoTime();
        try {
            AppendReceipt receipt = write(append);
            metrics.appended(append, System.nanoTime() - start);
            signal.committed(receipt.lastPosition());
            return receipt;
        } catch (RuntimeException refusal) {
            metrics.refused(refusal);
            throw refusal;
        }
    }

    /**
     * Keeps the answer of a command that had no event to write, after the same checks as for one
     * that had.
     *
     * @return the place of the store's head
     */
    public AppendReceipt keepAnswer(AppendContext context) {
        AppendReceipt receipt = append(PendingAppend.of(List.of(), context));
        context.committed(receipt);
        return receipt;
    }

    private AppendReceipt write(PendingAppend append) {
        Attempt attempt = attempt(append);
        SQLException lost = attempt.lost();
        // The broken connection is back by now: the look-up may need its place in the pool.
        if (lost != null && !lookup.stands(attempt.batch(), lost)) {
            throw new StoreUnavailableException("the commit did not happen", lost);
        }
        return attempt.receipt();
    }

    /**
     * A commit that was sent.
     *
     * @param lost how its answer was lost; null if it came
     */
    private record Attempt(AppendReceipt receipt, Batch batch, @Nullable SQLException lost) {}

    private Attempt attempt(PendingAppend append) {
        Connection connection = connect();
        try {
            AppendTransaction.Result result = transaction.run(connection, List.of(append));
            return switch (result.outcomes().getFirst()) {
                case Refused(RuntimeException reason) -> {
                    connection.rollback();
                    throw reason;
                }
                case Appended(AppendReceipt receipt) ->
                        new Attempt(receipt, result.batch(), commit(connection));
            };
        } catch (SQLException e) {
            throw SqlFailure.of("append", e);
        } finally {
            close(connection);
        }
    }

    private Connection connect() {
        try {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw SqlFailure.of("connect", e);
        }
    }

    private static @Nullable SQLException commit(Connection connection) {
        try {
            connection.commit();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    /** Closes without a word: what was committed stays so. */
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection did not close well", e);
        }
    }
}
