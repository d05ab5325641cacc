package dev.hansard.eventstore.transfer;

import dev.hansard.eventstore.AppendLock;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.OutcomeUnknownException;
import dev.hansard.eventstore.Parameters;
import dev.hansard.eventstore.SqlFailure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Moves what is staged into the log: one transaction under the append lock, so that the events
 * follow each other and are there all at once. Appends of all tenants wait for it.
 *
 * @param store that the events come from
 * @param events how many there are, at least one
 * @param head of the tenant's chain after them
 * @param notBefore when the last of them was recorded
 * @param erasures what they say of users who were erased, whose keys are destroyed here too
 */
record Move(
        String tenant,
        String store,
        long events,
        byte[] head,
        Instant notBefore,
        List<ImportedErasures.Erasure> erasures) {

    private static final String IS_THERE =
            """
            select exists (select from tenant_head where tenant = ?)
                or exists (select from event where tenant = ?)""";

    private static final String EVENTS =
            """
            insert into event (position, %1$s)
            select ? + tenant_sequence, %1$s from pg_temp.staged_event order by tenant_sequence"""
                    .formatted(Staging.COLUMNS);

    /** The rest of what an append writes, and what makes instants of it. */
    private static final String ENDS =
            """
            insert into imported (first_position, last_position, imported_at, tenant, store)
            values (?, ?, ?, ?, ?);
            insert into tenant_head (tenant, sequence, head) values (?, ?, ?);
            update log_head set position = ?, recorded_at = ?;
            select pg_notify(?, ?)""";

    private static final String ERASE = "select erase(?, ?, ?, ?, ?)";

    /** Where the log ends. */
    private record End(long position, Instant recordedAt) {}

    /**
     * Whether a tenant has anything in the log.
     *
     * @param connection whatever it is in
     */
    static boolean isThere(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_THERE)) {
            new Parameters(statement).text(tenant).text(tenant);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /**
     * Moves.
     *
     * @param connection that has staged them
     * @param clock the time by now
     * @return position of the last event
     * @throws NotEmptyException if the tenant has events by now
     * @throws OutcomeUnknownException if the connection was lost around the commit
     */
    long run(Connection connection, Duration lockTimeout, Instant clock) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(AppendLock.take(lockTimeout));
            if (isThere(connection, tenant)) {
                throw new NotEmptyException();
            }
            End end = end(statement);
            Instant at = latest(clock, end.recordedAt());
            long last = write(connection, end.position(), at);
            erase(connection, end.position(), at, clock);
            commit(connection);
            return last;
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** In the order of positions no instant goes back. */
    private Instant latest(Instant clock, Instant before) {
        Instant latest = clock.isAfter(before) ? clock : before;
        return latest.isAfter(notBefore) ? latest : notBefore;
    }

    private static End end(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select position, recorded_at from log_head")) {
            row.next();
            return new End(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant());
        }
    }

    private long write(Connection connection, long before, Instant at) throws SQLException {
        long last = before + events;
        try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            new Parameters(statement).number(before);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(ENDS)) {
            new Parameters(statement)
                    .number(before + 1)
                    .number(last)
                    .instant(at)
                    .text(tenant)
                    .text(store)
                    .text(tenant)
                    .number(events)
                    .object(head)
                    .number(last)
                    .instant(at)
                    .text(CommitSignal.CHANNEL)
                    .text(Long.toString(last));
            statement.execute();
        }
        return last;
    }

    private void erase(Connection connection, long before, Instant at, Instant clock)
            throws SQLException {
        for (ImportedErasures.Erasure erasure : erasures) {
            try (PreparedStatement statement = connection.prepareStatement(ERASE)) {
                new Parameters(statement)
                        .text(tenant)
                        .text(erasure.userId())
                        .number(before + erasure.tenantSequence())
                        .instant(at)
                        .instant(clock);
                statement.execute();
            }
        }
    }

    /** How many erasures there were in this store. */
    static long erasures(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select erasures from sealing")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (SqlFailure.leavesOutcomeUnknown(e)) {
                throw new OutcomeUnknownException("the answer to a commit was lost", e);
            }
            throw e;
        }
    }
}
