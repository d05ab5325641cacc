package dev.hansard.eventstore.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.hansard.eventstore.EventStoreSchema;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/**
 * A fresh database for a test class, on one real PostgreSQL per JVM that does not wait for its
 * disk. Closing it closes its pools; the server goes with the JVM.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String url;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final DataSource dataSource;

    private TestDatabase(String url) {
        this.url = url;
        this.dataSource = anotherNode();
    }

    /** A database with the tables of the event store. */
    public static TestDatabase create() {
        TestDatabase database = createEmpty();
        EventStoreSchema.migrate(database.dataSource());
        return database;
    }

    /** A database without tables. */
    public static TestDatabase createEmpty() {
        String name = "test_" + NUMBER.incrementAndGet();
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(Server.INSTANCE.getJdbcUrl("postgres", name));
    }

    /** For JDBC, user included; there is no password. */
    public String url() {
        return url;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** A pool of its own, as another process would have. */
    public DataSource anotherNode() {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        var pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    /** Runs SQL. */
    public void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empties the event store's tables. */
    public void clear() {
        execute(
                """
                truncate event, imported, tenant_head, snapshot, data_key, sealing, erasure, kept_answer, signed_head, signing_key;
                update log_head set position = 0, recorded_at = 'epoch'""");
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }

    /** The server, started when first needed. */
    private static final class Server {

        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server =
                        EmbeddedPostgres.builder()
                                .setServerConfig("fsync", "off")
                                .setServerConfig("max_connections", "300")
                                .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
