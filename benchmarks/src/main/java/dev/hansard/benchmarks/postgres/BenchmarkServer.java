package dev.hansard.benchmarks.postgres;

import dev.hansard.allinone.postgres.EmbeddedPostgres;
import dev.hansard.allinone.postgres.EmbeddedPostgresSettings;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The server of a run: the all-in-one's own PostgreSQL with the settings it is shipped with, but
 * for more connections, because the peers have pools of their own. Every contestant gets a database
 * of its own on it. The data is removed at the end.
 */
public final class BenchmarkServer implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Path directory;

    private BenchmarkServer(EmbeddedPostgres postgres, Path directory) {
        this.postgres = postgres;
        this.directory = directory;
    }

    /** Starts one on an empty directory, which has to be on a disk for the figures to mean much. */
    public static BenchmarkServer start(Path directory) throws IOException, SQLException {
        FileSystemUtils.deleteRecursively(directory);
        var settings = EmbeddedPostgresSettings.keptIn(directory);
        try (var first = EmbeddedPostgres.start(settings)) {
            hansard(first).execute("alter system set max_connections = 300");
        }
        return new BenchmarkServer(EmbeddedPostgres.start(settings), directory);
    }

    /** A new database, empty. */
    public Database create(String name) throws SQLException {
        hansard(postgres).execute("create database " + name);
        return named(name);
    }

    /** A new database with all that another one holds, which nobody may be connected to. */
    public Database copy(Database original, String name) throws SQLException {
        hansard(postgres)
                .execute(
                        "create database %s template %s strategy file_copy"
                                .formatted(name, original.name()));
        return named(name);
    }

    /** Removes a database that is needed no more, whoever is still connected. */
    public void drop(Database database) throws SQLException {
        hansard(postgres).execute("drop database %s with (force)".formatted(database.name()));
    }

    public Protection protection() throws SQLException {
        try (Connection connection = hansard(postgres).connect()) {
            return Protection.of(connection);
        }
    }

    /** Version of the server, such as 18.1. */
    public String version() throws SQLException {
        try (Connection connection = hansard(postgres).connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        FileSystemUtils.deleteRecursively(directory);
    }

    private Database named(String name) {
        Database hansard = hansard(postgres);
        String url = hansard.url();
        return new Database(
                name,
                url.substring(0, url.lastIndexOf('/') + 1) + name,
                hansard.user(),
                hansard.password());
    }

    private static Database hansard(EmbeddedPostgres postgres) {
        return new Database(
                "hansard", postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
