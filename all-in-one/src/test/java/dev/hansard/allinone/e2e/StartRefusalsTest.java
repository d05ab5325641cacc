package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.allinone.postgres.EmbeddedPostgres;
import dev.hansard.allinone.postgres.EmbeddedPostgresSettings;
import dev.hansard.eventstore.EventStoreSchema;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts that cannot go well: one line that says why, and an exit status other than 0. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StartRefusalsTest {

    private static final Duration SOON = Duration.ofMinutes(5);

    @TempDir private Path home;

    @Test
    void a_port_in_use() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var hansard = Launch.allInOne(home).onPort(taken.getLocalPort()).start();

            assertThat(refusal(hansard))
                    .contains("port " + taken.getLocalPort() + " is in use")
                    .contains("SERVER_PORT");
            assertThat(hansard.embeddedServer()).isEmpty();
        }
    }

    @Test
    void a_second_Hansard_on_the_same_directory() throws Exception {
        Path dataDir = home.resolve("hansard-data");
        try (var first = EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(dataDir))) {
            assertThat(refusal(Launch.allInOne(home).start()))
                    .contains(dataDir.toString())
                    .contains("in use by another Hansard (process " + ProcessHandle.current().pid())
                    .contains("hansard.data-dir");
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void an_open_address_without_a_key() throws Exception {
        var hansard = Launch.allInOne(home).with("SERVER_ADDRESS", "0.0.0.0").start();

        assertThat(refusal(hansard))
                .contains("server.address=0.0.0.0")
                .contains("set hansard.admin-key");
        assertThat(home.resolve("hansard-data")).doesNotExist();
    }

    @Test
    void a_data_directory_that_others_can_read() throws Exception {
        Path dataDir = Files.createDirectory(home.resolve("hansard-data"));
        new ProcessBuilder("chmod", "755", dataDir.toString()).start().waitFor();

        assertThat(refusal(Launch.allInOne(home).start())).contains("0700").contains("chmod");
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void a_store_that_a_newer_version_has_written_to() throws Exception {
        var settings = EmbeddedPostgresSettings.keptIn(home.resolve("elsewhere"));
        try (var postgres = EmbeddedPostgres.start(settings)) {
            var dataSource = new PGSimpleDataSource();
            dataSource.setUrl(postgres.jdbcUrl());
            dataSource.setUser(postgres.username());
            dataSource.setPassword(postgres.password());
            EventStoreSchema.migrate(dataSource);
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(
                        """
                        insert into event_store_schema_history
                        select 99, '99', 'from the future', type, 'V99__future.sql', checksum,
                               installed_by, installed_on, execution_time, true
                          from event_store_schema_history where version = '1'""");
            }
            var hansard =
                    Launch.allInOne(home)
                            .with("SPRING_DATASOURCE_URL", postgres.jdbcUrl())
                            .with("SPRING_DATASOURCE_USERNAME", postgres.username())
                            .with("SPRING_DATASOURCE_PASSWORD", postgres.password())
                            .start();

            assertThat(refusal(hansard)).contains("are of version 99", "up to version ");
        }
    }

    /** The one line of the refusal. */
    private static String refusal(RunningHansard hansard) throws InterruptedException {
        assertThat(hansard.exitStatus(SOON)).isEqualTo(1);
        assertThat(hansard.output()).doesNotContain("\tat ", "Hansard is ready");
        List<String> lines =
                hansard.output().lines().filter(line -> !line.contains(" INFO ")).toList();
        assertThat(lines).as(hansard.output()).hasSize(1);
        assertThat(lines.getFirst()).startsWith("Hansard does not start: ");
        return lines.getFirst();
    }
}
