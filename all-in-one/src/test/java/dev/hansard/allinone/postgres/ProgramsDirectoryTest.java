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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgramsDirectoryTest {

    private static final ProgramArchive ARCHIVE = ProgramArchive.ofThisMachine();

    @TempDir Path directory;

    @Test
    void programs_are_unpacked_once_and_again_when_something_is_missing() throws Exception {
        Path programsDir = directory.resolve("programs");
        ProgramsDirectory.unpack(ARCHIVE, TestPostgres.PROGRAMS);
        TestPostgres.copy(TestPostgres.PROGRAMS, programsDir);
        Path programs = programsDir.resolve(ARCHIVE.fingerprint());
        Path program = programs.resolve("bin/postgres");
        var first = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(program, first);

        assertThat(ProgramsDirectory.unpack(ARCHIVE, programsDir)).isEqualTo(programs);
        assertThat(Files.getLastModifiedTime(program)).isEqualTo(first);

        Files.delete(programs.resolve("share/postgresql/postgres.bki"));
        ProgramsDirectory.unpack(ARCHIVE, programsDir);
        assertThat(programs.resolve("share/postgresql/postgres.bki")).exists();
        var outcome = Programs.in(programs).run("postgres", Duration.ofSeconds(10), "--version");
        assertThat(outcome.output())
                .startsWith("postgres (PostgreSQL) " + DataDirectory.POSTGRES_MAJOR + ".");
    }

    @Test
    void programs_are_not_run_from_where_others_may_write() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> ProgramsDirectory.unpack(ARCHIVE, directory))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("chmod go-w '" + directory.toRealPath() + "'");
    }

    @Test
    void a_place_that_cannot_be_used_is_refused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> ProgramsDirectory.unpack(ARCHIVE, file.resolve("programs")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("cannot be unpacked or run in " + file)
                .hasMessageContaining("hansard.embedded-postgres.programs-dir");
    }

    @Test
    void they_are_in_the_cache_of_the_user_or_for_want_of_a_home_among_the_temporary_files()
            throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path noHome = Files.createFile(directory.resolve("file"));

        assertThat(ProgramsDirectory.of(home, directory))
                .isEqualTo(home.resolve(".cache/hansard"))
                .isDirectory();
        assertThat(ProgramsDirectory.of(noHome, directory))
                .isEqualTo(directory.resolve("hansard-" + OwnerOnly.user()));
    }

    @Test
    void a_system_without_programs_is_refused() {
        assertThatThrownBy(() -> ProgramArchive.of("Windows 11", "amd64"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("brings no PostgreSQL for Windows 11 amd64")
                .hasMessageContaining("spring.datasource.url");
    }
}
