package dev.hansard.eventstore;

import dev.hansard.eventstore.LogState.LogEnd;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * One transaction that appends: takes the lock, lets pending appends in one by one, refuses the
 * losers, writes the rest and commits. It is two round trips, lock and look, then write and commit;
 * or one, where the last commit was this writer's and what stands is foreseen. Used by one thread.
 */
final class AppendTransaction {

    /**
     * What became of each append, in their order, and what was written.
     *
     * @param lost how the answer to the commit was lost; null if it came
     */
    record Result(List<AppendOutcome> outcomes, Batch batch, @Nullable SQLException lost) {}

    private static final Logger LOG = LoggerFactory.getLogger(AppendTransaction.class);

    private final Clock clock;
    private final EventStoreSettings settings;
    private final LogStateReader reader;
    private final BatchWriter writer;
    private final Erasures erasures = new Erasures();
    private final Foresight foresight = new Foresight();

    AppendTransaction(Clock clock, EventStoreSettings settings, Audience audience) {
        this.clock = clock;
        this.settings = settings;
        this.reader = new LogStateReader(settings.lockTimeout());
        this.writer = new BatchWriter(settings.lockTimeout(), audience);
    }

    /**
     * Writes on a connection that is in no transaction.
     *
     * @throws SQLException if nothing was written
     */
    Result run(Connection connection, List<PendingAppend> appends) throws SQLException {
        LogState foreseen = foresight.of(appends, clock.instant());
        Result result = foreseen == null ? null : asForeseen(connection, foreseen, appends);
        return result == null ? asRead(connection, appends) : result;
    }

    /**
     * Null if what was foreseen is not what stands, or an append has to be refused for a reason.
     */
    private @Nullable Result asForeseen(
            Connection connection, LogState state, List<PendingAppend> appends)
            throws SQLException {
        LogEnd before = state.end();
        var batch = new Batch(state, clock.instant());
        List<AppendOutcome> outcomes = appends.stream().map(batch::add).toList();
        if (!outcomes.stream().allMatch(AppendOutcome.Appended.class::isInstance)
                || batch.isEmpty()) {
            return null;
        }
        connection.setAutoCommit(true);
        try {
            return written(
                    outcomes,
                    batch,
                    before,
                    () -> writer.writeForeseen(connection, batch, before, forgotten()));
        } catch (SQLException e) {
            if (SqlFailure.isUnavailable(e)) {
                throw e;
            }
            if (!SqlFailure.isOvertaken(e)) {
                LOG.warn("what was foreseen could not be written, for no reason that is known", e);
            }
            return null;
        }
    }

    private Result asRead(Connection connection, List<PendingAppend> appends) throws SQLException {
        connection.setAutoCommit(false);
        LogState state = reader.read(connection, appends, forgotten());
        erasures.read(connection, state, appends);
        NewKeys.read(connection, state, appends);
        LogEnd before = state.end();
        // The clock is read again: the lock may have been waited for.
        var batch = new Batch(state, clock.instant());
        List<AppendOutcome> outcomes = appends.stream().map(batch::add).toList();
        if (batch.isEmpty()) {
            connection.rollback();
            return new Result(outcomes, batch, null);
        }
        return written(
                outcomes,
                batch,
                before,
                () -> {
                    erasures.write(connection, batch);
                    writer.write(connection, batch);
                });
    }

    /** Writes and commits. */
    private interface Write {
        void run() throws SQLException;
    }

    /**
     * What came of a write, of which foresight takes note.
     *
     * @throws SQLException if nothing was written
     */
    private Result written(List<AppendOutcome> outcomes, Batch batch, LogEnd before, Write write)
            throws SQLException {
        try {
            write.run();
        } catch (SQLException e) {
            foresight.lost();
            if (SqlFailure.leavesOutcomeUnknown(e)) {
                return new Result(outcomes, batch, e);
            }
            throw e;
        }
        foresight.committed(before, batch);
        batch.newKeys().forEach(NewKey::kept);
        return new Result(outcomes, batch, null);
    }

    /** Answers kept before or at this instant count no more. */
    private Instant forgotten() {
        return clock.instant().minus(settings.answerLifetime());
    }
}
