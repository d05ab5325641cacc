package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/**
 * A named role that one node of all has at a time: a lock of PostgreSQL that belongs to a
 * connection and goes when it goes. While held it keeps that connection.
 *
 * <p>A node may lose the role some moments before it knows: work that must not happen twice has to
 * be guarded in its own transaction too. Thread-safe.
 */
public final class Lease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** "LEAS" in ASCII: keys of leases are pairs of it and a hash of the name. */
    private static final int SPACE = 0x4C454153;

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final String name;
    private @Nullable Connection connection;

    /**
     * @param name the same on all nodes
     */
    public Lease(DataSource dataSource, String name) {
        this.dataSource = dataSource;
        this.name = name;
    }

    /**
     * Takes the role if no other node has it; does not wait.
     *
     * @return whether it is held now; false also when the store cannot be reached
     */
    public synchronized boolean tryAcquire() {
        if (isHeld()) {
            return true;
        }
        try {
            acquireOn(dataSource.getConnection());
        } catch (SQLException e) {
            LOG.debug("could not ask for the role {}", name, e);
        }
        return connection != null;
    }

    private void acquireOn(Connection candidate) throws SQLException {
        try {
            if (ask(candidate, "select pg_try_advisory_lock(?, ?)")) {
                connection = candidate;
                LOG.info("took the role {}", name);
            }
        } finally {
            if (connection == null) {
                close(candidate);
            }
        }
    }

    /** Whether the role is held; asks the database. */
    public synchronized boolean isHeld() {
        Connection held = connection;
        if (held == null) {
            return false;
        }
        if (isAlive(held)) {
            return true;
        }
        LOG.warn("lost the role {}", name);
        connection = null;
        close(held);
        return false;
    }

    /** Gives the role back. */
    @Override
    public synchronized void close() {
        Connection held = connection;
        connection = null;
        if (held == null) {
            return;
        }
        try {
            boolean _ = ask(held, "select pg_advisory_unlock(?, ?)");
        } catch (SQLException e) {
            LOG.debug("the role {} went with its connection", name, e);
        }
        close(held);
    }

    private boolean ask(Connection on, String sql) throws SQLException {
        on.setAutoCommit(true);
        try (PreparedStatement statement = on.prepareStatement(sql)) {
            statement.setInt(1, SPACE);
            statement.setInt(2, name.hashCode());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static boolean isAlive(Connection connection) {
        try {
            return connection.isValid(Math.toIntExact(ANSWER_WITHIN.toSeconds()));
        } catch (SQLException e) {
            return false;
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection did not close well", e);
        }
    }
}
