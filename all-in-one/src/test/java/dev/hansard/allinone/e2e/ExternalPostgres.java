package dev.hansard.allinone.e2e;

import static org.awaitility.Awaitility.await;

import dev.hansard.allinone.postgres.EmbeddedPostgres;
import dev.hansard.allinone.postgres.EmbeddedPostgresSettings;
import dev.hansard.eventstore.testing.TestSeals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A PostgreSQL that is not Hansard's own: named by its URL, started and stopped by a test. */
final class ExternalPostgres implements AutoCloseable {

    private final EmbeddedPostgresSettings settings;
    private EmbeddedPostgres server;

    private ExternalPostgres(EmbeddedPostgresSettings settings) {
        this.settings = settings;
        this.server = EmbeddedPostgres.start(settings);
    }

    static ExternalPostgres in(Path directory) {
        return new ExternalPostgres(
                EmbeddedPostgresSettings.keptIn(DataDirectory.in(directory))
                        .withPort(RunningHansard.freePort()));
    }

    String url() {
        return server.jdbcUrl();
    }

    String username() {
        return server.username();
    }

    String password() {
        return server.password();
    }

    /** What an operator sets to have Hansard use it. */
    Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", url(),
                "SPRING_DATASOURCE_USERNAME", username(),
                "SPRING_DATASOURCE_PASSWORD", password(),
                "HANSARD_ENCRYPTION_KEY", TestSeals.KEY);
    }

    /** The same for a start in this process. */
    String[] properties() {
        return new String[] {
            "--spring.datasource.url=" + url(),
            "--spring.datasource.username=" + username(),
            "--spring.datasource.password=" + password(),
            TestSeals.ARGUMENT,
            "--hansard.audit.signing-key-file=" + settings.dataDir().resolve("signing-key"),
            "--hansard.audit.heads-file=" + settings.dataDir().resolve("signed-heads.ndjson")
        };
    }

    void stop() {
        server.stop();
    }

    /** As {@code pg_ctl stop -m immediate}: no checkpoint, so that the next start recovers. */
    void crash() throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid())).start().waitFor();
        await().until(() -> !RunningHansard.runs(postmaster));
        // Gives the directory free.
        server.stop();
    }

    /**
     * Ends the connection of whoever has its turn to append just now.
     *
     * @return false if nobody has
     */
    boolean killWriter() throws SQLException {
        return number(
                        """
                        select count(pg_terminate_backend(pid)) from pg_locks
                         where locktype = 'advisory' and granted
                           and classid = x'48414e53'::bigint and objid = x'41524400'::bigint""")
                > 0;
    }

    private ProcessHandle postmaster() throws IOException {
        Path pidFile = settings.dataDir().resolve("postgres/postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                .orElseThrow();
    }

    /** Starts it again at the same address. */
    void startAgain() {
        server = EmbeddedPostgres.start(settings);
    }

    int update(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), username(), password());
    }

    @Override
    public void close() {
        server.stop();
    }
}
