package dev.hansard.allinone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.edge.startup.StartRefusedException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgramsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path directory;

    @Test
    void the_cause_of_a_failure_is_the_last_error_or_else_the_last_line() throws IOException {
        script("initdb", "echo 'initdb: error: no space'; echo 'initdb: removing'; exit 1");
        script("pg_ctl", "echo stopped waiting; echo; exit 1");
        script("postgres", "exit 3");
        var programs = Programs.in(directory);

        assertThat(programs.run("initdb", LONG).cause()).isEqualTo("no space");
        assertThat(programs.run("pg_ctl", LONG).cause()).isEqualTo("stopped waiting");
        assertThat(programs.run("postgres", LONG).cause()).isEqualTo("exit status 3");
    }

    @Test
    void a_program_that_takes_too_long_is_ended() throws IOException {
        script("initdb", "exec sleep 60");

        var outcome = Programs.in(directory).run("initdb", Duration.ofMillis(100));

        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.cause()).startsWith("no end within");
    }

    @Test
    void a_program_that_does_not_run_is_refused() throws IOException {
        Path program = script("initdb", "");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> Programs.in(directory).run("initdb", LONG))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("cannot be unpacked or run in " + directory)
                .hasMessageContaining("ermission denied");
    }

    @Test
    void root_is_refused_where_user_namespaces_are_not_allowed() {
        for (String unshare : List.of("false", "/no/such/unshare")) {
            assertThatThrownBy(() -> Programs.inUserNamespace(directory, List.of(unshare)))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("PostgreSQL does not run as root")
                    .hasMessageContaining("Run Hansard as a normal user");
        }
    }

    @Test
    void a_failed_first_start_says_why_and_leaves_no_cluster() throws IOException {
        script("initdb", "echo 'initdb: error: could not write: No space left on device'; exit 1");

        try (var data = DataDirectory.take(directory.resolve("data"))) {
            assertThatThrownBy(() -> new FirstStart(data, Programs.in(directory)).makeCluster())
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("could not write: No space left on device")
                    .hasMessageContaining("start again");
            assertThat(data.hasCluster()).isFalse();
        }
        DataDirectory.take(directory.resolve("data")).close();
    }

    private Path script(String name, String body) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path file = Files.createFile(bin.resolve(name), OwnerOnly.DIRECTORY);
        return Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    }
}
