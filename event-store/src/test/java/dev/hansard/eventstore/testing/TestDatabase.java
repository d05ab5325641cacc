package dev.hansard.eventstore.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.hansard.eventstore.SchemaMigration;

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
 * A fresh database for a test class, on one real PostgreSQL per JVM that does nothing for the day
 * after a crash. Closing it closes its pools; the server goes with the JVM.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;
    private final String url;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final DataSource dataSource;

    private TestDatabase(String name) {
        this.name = name;
        this.url = Server.INSTANCE.getJdbcUrl("postgres", name);
        this.dataSource = anotherNode();
    }

    /** A database with the tables of the event store, and of other modules on the class path. */
    public static TestDatabase create() {
        return copyOf(Migrated.NAME);
    }

    /** A database without tables. */
    public static TestDatabase createEmpty() {
        return copyOf("template1");
    }

    private static TestDatabase copyOf(String template) {
        String name = "test_" + NUMBER.incrementAndGet();
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database %s template %s".formatted(name, template));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(name);
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

    /**
     * What databases with tables are copied from: to migrate each would take longer than most
     * tests.
     */
    private static final class Migrated {

        static final String NAME = migrated();

        private static String migrated() {
            try (TestDatabase database = createEmpty()) {
                for (String module : List.of("event-store", "tenancy", "query-side")) {
                    if (TestDatabase.class.getResource("/db/migration/" + module) != null) {
                        SchemaMigration.run(database.dataSource, module);
                    }
                }
                return database.name;
            }
        }
    }

    /** The server, started when first needed. */
    private static final class Server {

        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server =
                        EmbeddedPostgres.builder()
                                .setServerConfig("fsync", "off")
                                .setServerConfig("full_page_writes", "off")
                                .setServerConfig("wal_level", "minimal")
                                .setServerConfig("max_wal_senders", "0")
                                .setServerConfig("autovacuum", "off")
                                .setServerConfig("io_method", "sync")
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
