package dev.hansard.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.hansard.eventstore.PoolBusyException;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** One connection for many, who each may wait for a quarter of a second for it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PatientDataSourceTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static TestDatabase database;

    private final HikariDataSource pool = poolOfOne();

    @BeforeAll
    static void start() {
        database = TestDatabase.createEmpty();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static HikariDataSource poolOfOne() {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        return new HikariDataSource(config);
    }

    private static boolean useFor100Millis(DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection();
                var statement = connection.createStatement()) {
            return statement.execute("select pg_sleep(0.1)");
        }
    }

    @Test
    void who_waits_while_others_get_theirs_is_served_in_the_end() throws Exception {
        var connections = new PatientDataSource(pool, LONG);

        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var uses =
                    IntStream.range(0, 20)
                            .mapToObj(i -> clients.submit(() -> useFor100Millis(connections)))
                            .toList();

            for (var use : uses) {
                assertThat(use.get()).isTrue();
            }
        }
    }

    @Test
    void where_nobody_gets_one_it_is_said_soon() throws SQLException {
        var connections = new PatientDataSource(pool, LONG);

        try (Connection kept = connections.getConnection()) {
            assertThatExceptionOfType(SQLTransientConnectionException.class)
                    .isThrownBy(connections::getConnection)
                    .isNotInstanceOf(PoolBusyException.class);
            assertThat(kept.isValid(1)).isTrue();
        }
    }

    @Test
    void who_has_waited_long_enough_is_told_that_the_pool_is_busy() {
        var slow = new SlowPool();
        slow.patient = new PatientDataSource(slow, Duration.ofNanos(1));

        assertThatExceptionOfType(PoolBusyException.class).isThrownBy(slow.patient::getConnection);
    }

    /** Gives its connection to somebody else first. */
    private final class SlowPool extends AbstractDataSource {

        private PatientDataSource patient;
        private boolean othersTurn;

        @Override
        public Connection getConnection() throws SQLException {
            if (othersTurn) {
                return pool.getConnection();
            }
            othersTurn = true;
            patient.getConnection().close();
            throw new SQLTransientConnectionException("in use");
        }

        @Override
        public Connection getConnection(String user, String password) {
            throw new UnsupportedOperationException();
        }
    }
}
