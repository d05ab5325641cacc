package dev.hansard.eventstore.checkpoint;

import dev.hansard.eventstore.SqlFailure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * Checkpoints in tables of the event store, which are read as a whole at the start.
 *
 * @implSpec Every method throws {@link dev.hansard.eventstore.StoreUnavailableException} when the
 *     store cannot be reached.
 */
public final class CheckpointTables implements CheckpointStore {

    /** Rows read at a time. */
    private static final int FETCH = 1_000;

    /**
     * One node at a time, also where there is no checkpoint yet that could be locked. Whoever is
     * silent for 30 s in its turn loses it: a process that gets no processor for a while does not,
     * since nobody but other checkpoints waits. The commit does not wait for the disk, which
     * belongs to the appends.
     */
    public static final String TAKE_TURN =
            """
            select set_config('synchronous_commit', 'off', true),
                   set_config('lock_timeout', '10s', true),
                   set_config('idle_in_transaction_session_timeout', '30s', true),
                   cast(pg_advisory_xact_lock(hashtextextended('hansard-checkpoint', 0)) as text)""";

    private static final String ONE_MOMENT = "set transaction isolation level repeatable read";

    private static final String ROWS =
            "select id, position, payload from checkpoint_row where view = ?";

    private final DataSource dataSource;

    public CheckpointTables(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Kept> read(String view) {
        return inTransaction(
                connection -> {
                    // Another node may be writing: checkpoint and rows are to be of one moment.
                    try (PreparedStatement one = connection.prepareStatement(ONE_MOMENT)) {
                        one.execute();
                    }
                    Optional<Checkpoint> current = new StoredCheckpoint(connection, view).current();
                    return current.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Kept(current.get(), rows(connection, view)));
                });
    }

    @Override
    public <T> T change(String view, Function<Changeable, T> change) {
        return inTransaction(
                connection -> {
                    try (PreparedStatement turn = connection.prepareStatement(TAKE_TURN)) {
                        turn.execute();
                    }
                    return change.apply(new StoredCheckpoint(connection, view));
                });
    }

    private static List<CheckpointRow> rows(Connection connection, String view)
            throws SQLException {
        List<CheckpointRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
            statement.setString(1, view);
            statement.setFetchSize(FETCH);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(
                            new CheckpointRow(
                                    result.getString(1), result.getLong(2), result.getBytes(3)));
                }
            }
        }
        return rows;
    }

    /** What is done in a transaction. */
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlFailure.of("keep a checkpoint", e);
        }
    }
}
