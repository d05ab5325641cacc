package dev.hansard.eventstore;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/**
 * The way into the log: writes what a command wants and returns when it is on disk, or writes
 * nothing and says why. What comes in while a commit runs goes into the next one together; each
 * command is let in or refused alone. Thread-safe; processes take turns.
 */
public final class Appender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    private final DataSource dataSource;
    private final PayloadReader reader;
    private final AppendTransaction transaction;
    private final CommitLookup lookup;
    private final CommitSignal signal;
    private final AppendMetrics metrics;
    private final GroupCommit group;

    /**
     * @param reader makes the payloads of what followers are handed, when they ask for them
     * @param clock for {@code recordedAt} and the age of kept answers
     * @param signal is told of each commit
     */
    public Appender(
            DataSource dataSource,
            PayloadReader reader,
            Clock clock,
            CommitSignal signal,
            EventStoreSettings settings,
            MeterRegistry meters) {
        this.dataSource = dataSource;
        this.reader = reader;
        this.transaction = new AppendTransaction(clock, settings, signal.audience());
        this.lookup = new CommitLookup(dataSource, settings.lockTimeout());
        this.signal = signal;
        this.group = new GroupCommit(this::write, settings);
        this.metrics = new AppendMetrics(meters, group);
    }

    /**
     * Appends the events of one command, all or none.
     *
     * @return when the events are on disk
     * @throws IdempotencyKeyTakenException if another command of this key was first
     * @throws NotQuietException if something happened in a context that should be quiet
     * @throws AlreadyRecordedException if the place of one of the events is taken
     * @throws DedupeKeyTakenException if an aggregate already has events with these keys
     * @throws ErasedException if one of the events belongs to somebody who was erased
     * @throws KeyTakenException if an owner got another key than the new one that an event is
     *     sealed with
     * @throws OverloadedException if too many are waiting; nothing was written
     * @throws StoreUnavailableException if the store cannot be reached; nothing was written
     * @throws OutcomeUnknownException if the connection was lost around the commit, and looking for
     *     the events failed too
     */
    public AppendReceipt append(PendingAppend append) {
        long start = System.nanoTime();
        try {
            AppendReceipt receipt = group.append(append);
            metrics.appended(append, System.nanoTime() - start);
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

    /** Takes no more appends; what still waits is refused. */
    @Override
    public void close() {
        group.close();
    }

    /** Writes appends in one transaction and tells what became of each. */
    private List<AppendOutcome> write(List<PendingAppend> appends) {
        long start = System.nanoTime();
        AppendTransaction.Result result = transact(appends);
        SQLException lost = result.lost();
        // The broken connection is back by now: the look-up may need its place in the pool.
        if (lost != null && !lookup.stands(result.batch(), lost)) {
            throw new StoreUnavailableException("the commit did not happen", lost);
        }
        if (!result.batch().isEmpty()) {
            metrics.committed(appends.size(), System.nanoTime() - start);
            signal.committed(result.batch().recorded(reader));
        }
        return result.outcomes();
    }

    private AppendTransaction.Result transact(List<PendingAppend> appends) {
        Connection connection = connect();
        try {
            return transaction.run(connection, appends);
        } catch (SQLException e) {
            throw SqlFailure.of("append", e);
        } finally {
            close(connection);
        }
    }

    private Connection connect() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw SqlFailure.of("connect", e);
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
