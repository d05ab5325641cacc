package dev.hansard.eventstore;

import java.sql.SQLTransientConnectionException;

/** Others had all connections of the pool for longer than anybody waits; nothing was done. */
public final class PoolBusyException extends SQLTransientConnectionException {

    private static final long serialVersionUID = 1L;

    public PoolBusyException(SQLTransientConnectionException cause) {
        super("all connections are in use", cause.getSQLState(), cause);
    }
}
