package dev.hansard.allinone.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.util.FileSystemUtils;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What the tests of this package share: unpacked programs, and SQL in one line. */
final class TestPostgres {

    /** In the build directory, so that the programs are unpacked once for all tests. */
    static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

    private static final Path MODEL =
            PROGRAMS.resolveSibling("postgres-model-" + ProcessHandle.current().pid());

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> FileSystemUtils.deleteRecursively(MODEL.toFile())));
    }

    private TestPostgres() {}

    static EmbeddedPostgresSettings keptIn(Path dataDir) {
        return EmbeddedPostgresSettings.keptIn(dataDir).withProgramsDir(PROGRAMS);
    }

    static EmbeddedPostgres start(Path dataDir) {
        return EmbeddedPostgres.start(keptIn(dataDir));
    }

    /** A stopped cluster with one row in the table {@code said}: a copy of one made before. */
    static void makeClusterWithOneRow(Path dataDir) throws Exception {
        if (Files.notExists(MODEL)) {
            try (var postgres = start(MODEL)) {
                execute(postgres, "CREATE TABLE said AS SELECT 'kept' AS word");
            }
        }
        copy(MODEL, dataDir);
    }

    static void copy(Path from, Path to) throws Exception {
        var copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString());
        assertThat(copy.inheritIO().start().waitFor()).isZero();
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
