package dev.hansard.allinone.postgres;

import static dev.hansard.allinone.postgres.TestPostgres.execute;
import static dev.hansard.allinone.postgres.TestPostgres.keptIn;
import static dev.hansard.allinone.postgres.TestPostgres.query;
import static dev.hansard.allinone.postgres.TestPostgres.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedPostgresTest {

    @TempDir Path directory;

    @Test
    void data_outlives_a_restart() throws SQLException {
        Path dataDir = directory.resolve("new/with a space");

        try (var postgres = start(dataDir)) {
            execute(postgres, "CREATE TABLE said AS SELECT 'grüße' AS word");
        }

        try (var postgres = start(dataDir)) {
            assertThat(query(postgres, "SELECT word FROM said")).isEqualTo("grüße");
            assertThat(postgres.dataDirectory()).isEqualTo(dataDir);
        }
    }

    @Test
    void only_the_owner_can_read_what_is_kept() throws Exception {
        try (var postgres = start(directory.resolve("data"))) {
            execute(postgres, "CREATE TABLE said AS SELECT 1");

            try (var files = Files.walk(postgres.dataDirectory())) {
                assertThat(files)
                        .hasSizeGreaterThan(900)
                        .allSatisfy(
                                file ->
                                        assertThat(rights(file))
                                                .isEqualTo(
                                                        Files.isDirectory(file)
                                                                ? "rwx------"
                                                                : "rw-------"));
            }
        }
    }

    @Test
    void the_server_is_durable_speaks_utf_8_and_listens_on_the_loopback_alone() throws Exception {
        try (var postgres = start(directory.resolve("data"))) {
            assertThat(query(postgres, "SHOW server_version_num")).startsWith("18");
            assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(postgres, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(postgres, "SHOW unix_socket_directories")).isEmpty();
            assertThat(query(postgres, "SELECT lower('ÄÖ')")).isEqualTo("äö");
        }
    }

    @Test
    void nobody_gets_in_without_the_password() {
        try (var postgres = start(directory.resolve("data"))) {
            assertThatThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                            postgres.jdbcUrl(), postgres.username(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void what_a_failing_statement_says_does_not_get_into_the_log() throws Exception {
        try (var postgres = start(directory.resolve("data"))) {
            assertThatThrownBy(() -> execute(postgres, "SELECT 'a secret'::int"))
                    .hasMessageContaining("a secret");

            assertThat(postgres.dataDirectory().resolve("postgres.log"))
                    .content()
                    .contains("ready to accept connections")
                    .doesNotContain("secret");
        }
    }

    @Test
    void an_ephemeral_server_leaves_nothing() throws Exception {
        Path dataDir;
        try (var postgres =
                EmbeddedPostgres.start(
                        EmbeddedPostgresSettings.temporary()
                                .withProgramsDir(TestPostgres.PROGRAMS))) {
            dataDir = postgres.dataDirectory();
            assertThat(rights(dataDir)).isEqualTo("rwx------");
        }

        assertThat(dataDir).doesNotExist();
    }

    @Test
    void a_stopped_server_is_not_alive_and_can_be_stopped_again() {
        var postgres = start(directory.resolve("data"));
        assertThat(postgres.isAlive()).isTrue();

        postgres.stop();
        postgres.stop();

        assertThat(postgres.isAlive()).isFalse();
    }

    @Test
    void a_fixed_port_is_used_and_is_refused_while_it_is_taken() throws Exception {
        var settings = keptIn(directory.resolve("data"));
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedPostgres.start(settings.withPort(port)))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessage(
                            "Port %d on 127.0.0.1 is in use. Free it, or set"
                                    + " hansard.embedded-postgres.port to another one (0 chooses"
                                    + " a free one).",
                            port);
        }

        try (var postgres = EmbeddedPostgres.start(settings.withPort(port))) {
            assertThat(postgres.jdbcUrl()).contains("127.0.0.1:" + port);
        }
    }

    @Test
    void a_server_that_cannot_stop_in_order_is_stopped_at_once_and_loses_nothing()
            throws Exception {
        Path dataDir = directory.resolve("data");
        var settings = keptIn(dataDir).withTimeouts(Duration.ofMinutes(1), Duration.ofSeconds(1));
        var postgres = EmbeddedPostgres.start(settings);
        execute(postgres, "CREATE TABLE said AS SELECT 'committed' AS word");
        String checkpointer =
                query(
                        postgres,
                        "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
        new ProcessBuilder("kill", "-STOP", checkpointer).start().waitFor();

        postgres.stop();

        assertThat(postgres.isAlive()).isFalse();
        try (var again = start(dataDir)) {
            assertThat(query(again, "SELECT word FROM said")).isEqualTo("committed");
        }
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
