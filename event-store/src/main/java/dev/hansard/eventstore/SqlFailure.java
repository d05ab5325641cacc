package dev.hansard.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** What an {@link SQLException} means to a caller of the event store. */
public final class SqlFailure {

    /** Read-only (a standby), out of time for a lock, cancelled. */
    private static final Set<String> REFUSED_STATES = Set.of("25006", "55P03", "57014");

    /** The server ended a transaction that was silent for too long. */
    private static final String SILENT = "25P03";

    /** What was foreseen does not stand; it is raised by {@code append_events}. */
    private static final String NOT_AS_FORESEEN = "HA001";

    private static final String UNIQUE_VIOLATION = "23505";

    private SqlFailure() {}

    /**
     * The exception for a failed statement whose effects, if any, are gone.
     *
     * @param what was being done, for the message
     */
    public static RuntimeException of(String what, SQLException e) {
        return isUnavailable(e)
                ? new StoreUnavailableException("the event store is unavailable: " + what, e)
                : new EventStoreException("the event store refused: " + what, e);
    }

    /**
     * Whether a statement that was sent together with its commit may have been committed: the
     * connection was lost, rather than the statement refused.
     */
    public static boolean leavesOutcomeUnknown(SQLException e) {
        String state = e.getSQLState();
        return isUnavailable(e) && (state == null || !REFUSED_STATES.contains(state));
    }

    /** Whether somebody else was first: the log has moved on, or has one of the keys. */
    static boolean isOvertaken(SQLException e) {
        String state = e.getSQLState();
        return NOT_AS_FORESEEN.equals(state) || UNIQUE_VIOLATION.equals(state);
    }

    static boolean isUnavailable(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || state == null
                || REFUSED_STATES.contains(state)
                || state.equals(SILENT)
                || state.startsWith("08") // no connection
                || state.startsWith("53") // out of connections, memory or disk
                || state.startsWith("57P") // shut down, or not yet up
                || state.startsWith("58"); // input or output failed
    }
}
