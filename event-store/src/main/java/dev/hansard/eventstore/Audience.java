package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whether anybody but this process listens for commits. Most stores have one process, and a
 * notification that it sends to itself would be a good part of what an append costs.
 *
 * <p>The first process that listens to a database holds one lock alone, and those that come later
 * share another: the first one notifies while that is held, the others always. Locks go with the
 * connection that listens, so who dies leaves nothing behind. Thread-safe.
 */
final class Audience {

    private static final long FIRST = AppendLock.KEY + 1;
    private static final long OTHERS = AppendLock.KEY + 2;

    private volatile boolean first;

    /** The lock that others share while they listen; null if there may be others all the same. */
    @Nullable Long others() {
        return first ? OTHERS : null;
    }

    /**
     * Takes a place among those that listen. An append that was begun before and did not see it is
     * waited for: what is read of the log from then on is all that was not notified.
     */
    void join(Connection listening) throws SQLException {
        first = ask(listening, "select pg_try_advisory_lock(?)", FIRST);
        if (!first) {
            boolean _ = ask(listening, "select pg_advisory_lock_shared(?) is not null", OTHERS);
        }
        boolean _ = ask(listening, "select pg_advisory_xact_lock(?) is not null", AppendLock.KEY);
    }

    /** Moves up if the first one has gone. */
    void moveUp(Connection listening) throws SQLException {
        if (!first && ask(listening, "select pg_try_advisory_lock(?)", FIRST)) {
            boolean _ = ask(listening, "select pg_advisory_unlock_shared(?)", OTHERS);
            first = true;
        }
    }

    /** Takes note that the connection does not listen any more. */
    void lost() {
        first = false;
    }

    /** Gives the place back. */
    void leave(Connection listening) throws SQLException {
        boolean was = first;
        first = false;
        boolean _ =
                was
                        ? ask(listening, "select pg_advisory_unlock(?)", FIRST)
                        : ask(listening, "select pg_advisory_unlock_shared(?)", OTHERS);
    }

    private static boolean ask(Connection on, String sql, long key) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement(sql)) {
            statement.setLong(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
