package dev.hansard.allinone.postgres;

import static dev.hansard.allinone.postgres.TestPostgres.execute;
import static dev.hansard.allinone.postgres.TestPostgres.keptIn;
import static dev.hansard.allinone.postgres.TestPostgres.makeClusterWithOneRow;
import static dev.hansard.allinone.postgres.TestPostgres.query;
import static dev.hansard.allinone.postgres.TestPostgres.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.edge.startup.StartRefusedException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void an_ephemeral_server_leaves_nothing() throws Exception {
        Path dataDir;
        try (var postgres =
                EmbeddedPostgres.start(
                        EmbeddedPostgresSettings.temporary()
                                .withProgramsDir(TestPostgres.PROGRAMS))) {
            dataDir = postgres.dataDirectory();
            assertThat(dataDir).exists();
        }

        assertThat(dataDir).doesNotExist();
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
    void a_stopped_server_is_not_alive_and_can_be_stopped_again() throws Exception {
        Path dataDir = directory.resolve("data");
        makeClusterWithOneRow(dataDir);
        var postgres = start(dataDir);
        assertThat(postgres.isAlive()).isTrue();

        postgres.stop();
        postgres.stop();

        assertThat(postgres.isAlive()).isFalse();
    }

    /** An orderly stop waits for the archiver. */
    @Test
    void a_server_that_cannot_stop_in_order_is_stopped_at_once_and_loses_nothing()
            throws Exception {
        Path dataDir = directory.resolve("data");
        makeClusterWithOneRow(dataDir);
        Path configuration = dataDir.resolve("postgres/postgresql.conf");
        String before = Files.readString(configuration);
        Files.writeString(
                configuration, before + "archive_mode = on\narchive_command = 'sleep 60'\n");
        var postgres =
                EmbeddedPostgres.start(
                        keptIn(dataDir).withTimeouts(Duration.ofMinutes(1), Duration.ofSeconds(1)));
        execute(postgres, "UPDATE said SET word = 'committed'");
        execute(postgres, "SELECT pg_switch_wal()");

        postgres.stop();

        assertThat(postgres.isAlive()).isFalse();
        assertThat(dataDir.resolve("postgres.log"))
                .content()
                .contains("received immediate shutdown request");
        Files.writeString(configuration, before);
        try (var again = start(dataDir)) {
            assertThat(query(again, "SELECT word FROM said")).isEqualTo("committed");
        }
    }
}
