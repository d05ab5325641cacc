package dev.hansard.benchmarks.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.seal.EncryptionSettings;
import dev.hansard.eventstore.seal.SealedStore;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import javax.sql.DataSource;

/** One database of the run's server. */
public record Database(String name, String url, String user, String password) {

    /** Of databases that are gone with their run. */
    public static final String ENVELOPE_KEY = "dGhlIGVudmVsb3BlIGtleSBvZiBtZWFzdXJlbWVudHM=";

    private static final String PROPERTY = "benchmark.database.";

    /** The one that the process was started with that made this one a child of it. */
    public static Database ofThisProcess() {
        return new Database(
                property("name"), property("url"), property("user"), property("password"));
    }

    /** What a JVM is started with so that it is its {@link #ofThisProcess}. */
    public List<String> jvmArguments() {
        return List.of(
                "-D" + PROPERTY + "name=" + name,
                "-D" + PROPERTY + "url=" + url,
                "-D" + PROPERTY + "user=" + user,
                "-D" + PROPERTY + "password=" + password);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** A pool whose connections are all open from the start. */
    public HikariDataSource pool(int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    /** The arguments with which an application uses it. */
    public List<String> arguments() {
        Path files = Path.of("target", "audit", UUID.randomUUID().toString());
        return List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + user,
                "--spring.datasource.password=" + password,
                "--hansard.encryption.key=" + ENVELOPE_KEY,
                "--hansard.audit.signing-key-file=" + files.resolve("signing-key"),
                "--hansard.audit.heads-file=" + files.resolve("signed-heads.ndjson"));
    }

    /**
     * The keys to its contents.
     *
     * @param cached most that are kept in memory
     */
    public Seals seals(DataSource pool, int cached) {
        var settings =
                new EncryptionSettings(
                        true, ENVELOPE_KEY, null, false, Path.of("no-erasures"), cached);
        return SealedStore.open(pool, settings, null, Clock.systemUTC()).seals();
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number that a query yields. */
    public long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The one instant that a query yields. */
    public Instant instant(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static String property(String property) {
        return Objects.requireNonNull(System.getProperty(PROPERTY + property), PROPERTY + property);
    }

    /** Names it without the password. */
    @Override
    public String toString() {
        return name;
    }
}
