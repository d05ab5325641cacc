package dev.hansard.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

/** Finds out whether a commit happened whose answer never came. */
final class CommitLookup {

    private static final String EVENT = "select 1 from event where position = ? and event_id = ?";

    private static final String ANSWER =
            """
            select 1 from kept_answer
             where tenant = ? and idempotency_key = ? and request_hash = ? and kept_at = ?""";

    private final DataSource dataSource;
    private final String lock;

    CommitLookup(DataSource dataSource, Duration lockTimeout) {
        this.dataSource = dataSource;
        this.lock = AppendLock.take(lockTimeout);
    }

    /**
     * Whether a batch is in the log. Takes the append lock first: when it is granted, the old
     * connection's transaction is over, one way or the other.
     *
     * @param lost how the answer was lost
     * @throws OutcomeUnknownException if that cannot be found out now
     */
    boolean stands(Batch batch, SQLException lost) {
        if (batch.isEmpty()) {
            return true;
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(lock);
            }
            boolean found = found(connection, batch);
            connection.rollback();
            return found;
        } catch (SQLException e) {
            lost.addSuppressed(e);
            throw new OutcomeUnknownException("the answer to a commit was lost", lost);
        }
    }

    /** Looks for the first thing of the batch: it was written whole or not at all. */
    private static boolean found(Connection connection, Batch batch) throws SQLException {
        boolean events = !batch.placed().isEmpty();
        try (PreparedStatement statement = connection.prepareStatement(events ? EVENT : ANSWER)) {
            var parameters = new Parameters(statement);
            if (events) {
                var first = batch.placed().getFirst();
                parameters.number(first.position()).object(first.event().eventId());
            } else {
                var key = batch.keeps().getFirst().idempotency();
                parameters.text(key.tenant()).text(key.key());
                parameters.object(key.requestHash()).instant(batch.now());
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
