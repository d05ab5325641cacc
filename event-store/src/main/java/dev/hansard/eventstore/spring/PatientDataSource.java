package dev.hansard.eventstore.spring;

import dev.hansard.eventstore.PoolBusyException;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

/**
 * A pool that is asked again as long as it moves. One that gives out no connection in its time is
 * cut off from the database, and says so soon; one that gives them to others is only busy, and to
 * say that the store cannot be reached would not be true.
 */
final class PatientDataSource extends DelegatingDataSource {

    private final long patienceNanos;
    private final AtomicLong given = new AtomicLong();

    /**
     * @param patience how long one waits while others get theirs
     */
    PatientDataSource(DataSource pool, Duration patience) {
        super(pool);
        this.patienceNanos = patience.toNanos();
    }

    /**
     * @throws PoolBusyException if others had all the connections for too long
     */
    @Override
    public Connection getConnection() throws SQLException {
        long start = System.nanoTime();
        while (true) {
            long before = given.get();
            try {
                Connection connection = super.getConnection();
                given.incrementAndGet();
                return connection;
            } catch (SQLTransientConnectionException e) {
                if (given.get() == before) {
                    throw e;
                }
                if (System.nanoTime() - start > patienceNanos) {
                    throw new PoolBusyException(e);
                }
            }
        }
    }
}
