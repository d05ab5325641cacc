package dev.hansard.allinone.postgres;

import static dev.hansard.allinone.postgres.TestPostgres.keptIn;
import static dev.hansard.allinone.postgres.TestPostgres.makeClusterWithOneRow;
import static dev.hansard.allinone.postgres.TestPostgres.query;
import static dev.hansard.allinone.postgres.TestPostgres.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hansard.edge.startup.StartRefusedException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** More than one process, and processes that die without a word. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledProcessTest {

    @TempDir Path directory;

    @Test
    void a_second_hansard_on_the_same_directory_is_refused_by_name() throws Exception {
        Path dataDir = directory.resolve("data");
        String refusal = dataDir + " is in use by another Hansard (process %d). Stop that one, or";
        makeClusterWithOneRow(dataDir);
        long here = ProcessHandle.current().pid();

        try (var first = start(dataDir)) {
            assertThatThrownBy(() -> start(dataDir))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageStartingWith(refusal.formatted(here));
            try (var second = ChildProcess.on(dataDir)) {
                assertThat(second.answer()).startsWith(refusal.formatted(here));
                assertThat(second.exitStatus()).isEqualTo(1);
            }
            assertThat(query(first, "SELECT word FROM said")).isEqualTo("kept");
        }

        try (var other = ChildProcess.on(dataDir)) {
            assertThatThrownBy(() -> start(dataDir))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageStartingWith(refusal.formatted(other.pid()));
        }
    }

    @Test
    void the_server_of_a_killed_process_is_stopped_and_its_data_is_kept() throws Exception {
        Path dataDir = directory.resolve("data");
        makeClusterWithOneRow(dataDir);
        var killed = ChildProcess.on(dataDir);
        killed.kill();
        assertThat(killed.serverIsAlive()).isTrue();
        a_server_that_does_not_stop_is_a_reason(dataDir);

        try (var postgres = start(dataDir)) {
            assertThat(killed.serverIsAlive()).isFalse();
            assertThat(query(postgres, "SELECT string_agg(word, ', ') FROM said"))
                    .isEqualTo("kept, by the child");
        }
    }

    private void a_server_that_does_not_stop_is_a_reason(Path dataDir) throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path stopsNothing = Files.createFile(bin.resolve("pg_ctl"), OwnerOnly.DIRECTORY);
        Files.writeString(stopsNothing, "#!/bin/sh\nexit 1\n");
        var programs = Programs.in(directory);

        try (var data = DataDirectory.take(dataDir)) {
            assertThatThrownBy(() -> LeftoverServer.stop(data, programs, Duration.ofSeconds(1)))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("still runs on " + dataDir + "/postgres")
                    .hasMessageContaining("Run: kill -QUIT");
        }
    }

    @Test
    void what_a_killed_ephemeral_process_left_is_removed_by_the_next_one() throws Exception {
        var settings = EmbeddedPostgresSettings.temporary().withProgramsDir(TestPostgres.PROGRAMS);
        try (var living = EmbeddedPostgres.start(settings)) {
            var killed = ChildProcess.on(null);
            killed.kill();
            assertThat(killed.serverIsAlive()).isTrue();
            assertThat(living.isAlive()).isTrue();

            TemporaryDirectories.removeLeftovers(
                    Programs.in(
                            ProgramsDirectory.unpack(
                                    ProgramArchive.ofThisMachine(), TestPostgres.PROGRAMS)),
                    Duration.ofSeconds(10));

            assertThat(killed.serverIsAlive()).isFalse();
            assertThat(killed.dataDirectory()).doesNotExist();
            assertThat(living.isAlive()).isTrue();
        }
    }

    @Test
    void a_killed_server_recovers_at_the_next_start() throws Exception {
        Path dataDir = directory.resolve("data");
        makeClusterWithOneRow(dataDir);
        var postgres = start(dataDir);
        Postmaster server = Postmaster.on(dataDir.resolve("postgres")).orElseThrow();

        new ProcessBuilder("kill", "-9", Long.toString(server.process())).start().waitFor();
        await().until(() -> !postgres.isAlive());
        postgres.stop();

        try (var again = start(dataDir)) {
            assertThat(query(again, "SELECT word FROM said")).isEqualTo("kept");
        }
    }

    @Test
    void a_pid_file_whose_number_another_process_got_is_no_reason() throws Exception {
        Path dataDir = directory.resolve("data");
        makeClusterWithOneRow(dataDir);
        Process other = new ProcessBuilder("sleep", "60").start();
        Path pidFile = dataDir.resolve("postgres/postmaster.pid");
        Files.createFile(pidFile, OwnerOnly.FILE);
        Files.writeString(
                pidFile,
                "%d\n%s\n1\n5432\n\n\n".formatted(other.pid(), dataDir.resolve("postgres")));

        try (var postgres = EmbeddedPostgres.start(keptIn(dataDir))) {
            assertThat(query(postgres, "SELECT word FROM said")).isEqualTo("kept");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }
}
