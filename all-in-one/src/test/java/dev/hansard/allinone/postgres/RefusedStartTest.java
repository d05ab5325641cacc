package dev.hansard.allinone.postgres;

import static dev.hansard.allinone.postgres.TestPostgres.execute;
import static dev.hansard.allinone.postgres.TestPostgres.keptIn;
import static dev.hansard.allinone.postgres.TestPostgres.makeClusterWithOneRow;
import static dev.hansard.allinone.postgres.TestPostgres.query;
import static dev.hansard.allinone.postgres.TestPostgres.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hansard.edge.startup.StartRefusedException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** Each refusal is one line with its cure, and leaves every byte as it was. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusedStartTest {

    private static final Set<String> SAYING_WHO_TRIED =
            Set.of("lock", "postgres.log", "postgres/postmaster.pid");

    @TempDir Path directory;

    private Path dataDir;

    @BeforeEach
    void make_a_cluster() throws Exception {
        dataDir = directory.resolve("data");
        makeClusterWithOneRow(dataDir);
    }

    @Test
    void another_version_of_postgresql() throws IOException {
        Files.writeString(dataDir.resolve("postgres/PG_VERSION"), "17\n");

        refused(
                dataDir
                        + "/postgres was written by PostgreSQL 17, and this Hansard brings"
                        + " PostgreSQL 18.",
                "pg_upgrade");
    }

    @Test
    void a_cluster_without_its_version() throws IOException {
        Files.delete(dataDir.resolve("postgres/PG_VERSION"));

        refused(dataDir + "/postgres/PG_VERSION is missing or empty", "Restore it from a backup");
    }

    @Test
    void a_password_file_that_is_missing_or_empty() throws IOException {
        Files.writeString(dataDir.resolve("password"), "");
        refused(dataDir + "/password is missing or empty", "Restore it from a backup");

        Files.delete(dataDir.resolve("password"));
        refused(dataDir + "/password is missing or empty", "Restore it from a backup");
    }

    @Test
    void a_data_directory_that_lost_its_cluster() throws IOException {
        Files.move(dataDir.resolve("postgres"), directory.resolve("elsewhere"));

        refused(dataDir + " is not empty (password and 1 more)", "put it back whole");
    }

    @Test
    void a_directory_of_something_else() throws IOException {
        dataDir = Files.createTempDirectory(directory, "photos");
        Files.writeString(dataDir.resolve("holiday.jpg"), "a picture");

        refused(dataDir + " is not empty (holiday.jpg)", "new or empty directory");
        assertThat(dataDir.resolve("lock")).doesNotExist();
    }

    @Test
    void a_damaged_cluster_says_what_the_server_says() throws IOException {
        try (var file =
                FileChannel.open(
                        dataDir.resolve("postgres/global/pg_control"), StandardOpenOption.WRITE)) {
            file.truncate(100);
        }

        refused(
                "PostgreSQL does not start on "
                        + dataDir
                        + "/postgres: could not read file \"global/pg_control\": read 100 of 296",
                "restore a backup");
    }

    @Test
    void rights_for_others_on_the_directory_or_on_a_file_in_it() throws IOException {
        var forAll = PosixFilePermissions.fromString("rwxr-xr-x");
        var forGroup = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(dataDir.resolve("postgres/base/1/2619"), forGroup);
        refused("/postgres/base/1/2619 has the rights 0640", "chmod -R u=rwX,go= '" + dataDir);

        Files.setPosixFilePermissions(dataDir, forAll);
        refused(dataDir + " has the rights 0755", "chmod -R u=rwX,go= '" + dataDir);
    }

    @Test
    void a_directory_of_another_owner() throws Exception {
        assumeTrue(OwnerOnly.user() == 0, "only root can give files away");
        new ProcessBuilder("chown", "1234", dataDir.toString()).start().waitFor();

        refused(dataDir + " belongs to 1234, but Hansard runs as", "sudo chown -R");
    }

    @Test
    void a_path_that_cannot_be_made_or_is_a_file() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        dataDir = file.resolve("data");
        assertThatThrownBy(() -> start(dataDir))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(dataDir + " cannot be used as data directory: ")
                .hasMessageContaining("set hansard.data-dir to another place")
                .hasMessageNotContaining("\n");

        dataDir = file;
        assertThatThrownBy(() -> start(dataDir))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(file + " is not a directory");
    }

    @Test
    void a_password_of_another_cluster() throws IOException {
        Files.writeString(dataDir.resolve("password"), "another\n");

        refusedByTheServer("cannot log in with " + dataDir + "/password", "same backup");
    }

    @Test
    void a_server_that_is_not_ready_in_time_is_stopped() throws IOException {
        Files.createFile(dataDir.resolve("postgres/recovery.signal"), OwnerOnly.FILE);
        Files.writeString(
                dataDir.resolve("postgres/postgresql.conf"),
                "restore_command = 'sleep 60'\n",
                StandardOpenOption.APPEND);
        var settings = keptIn(dataDir).withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("was not ready within 1 s")
                .hasMessageContaining("hansard.embedded-postgres.start-timeout");
        assertThat(dataDir.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void after_the_cure_everything_is_there() throws Exception {
        Files.writeString(dataDir.resolve("postgres/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> start(dataDir)).isInstanceOf(StartRefusedException.class);
        Files.writeString(dataDir.resolve("postgres/PG_VERSION"), "18\n");

        try (var postgres = start(dataDir)) {
            assertThat(query(postgres, "SELECT word FROM said")).isEqualTo("kept");
        }
    }

    @Test
    void a_first_start_that_was_interrupted_is_no_reason() throws Exception {
        dataDir = Files.createTempDirectory(directory, "new");
        Files.createDirectory(dataDir.resolve("postgres.unfinished"), OwnerOnly.DIRECTORY);
        Files.createFile(dataDir.resolve("postgres.unfinished/PG_VERSION"), OwnerOnly.FILE);
        Files.createFile(dataDir.resolve("password"), OwnerOnly.FILE);

        try (var postgres = start(dataDir)) {
            execute(postgres, "CREATE TABLE said()");
        }
        assertThat(dataDir.resolve("postgres.unfinished")).doesNotExist();
    }

    private void refused(String problem, String remedy) throws IOException {
        Map<String, String> before = contents();

        refusedByTheServer(problem, remedy);

        assertThat(contents()).isEqualTo(before);
    }

    private void refusedByTheServer(String problem, String remedy) throws IOException {
        assertThatThrownBy(() -> start(dataDir))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(remedy)
                .hasMessageNotContaining("\n");
        assertThat(Postmaster.on(dataDir.resolve("postgres"))).isEmpty();
    }

    /** Every file but those that only say who tried. */
    private Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(dataDir)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = dataDir.relativize(file).toString();
                if (!SAYING_WHO_TRIED.contains(name)) {
                    contents.put(name, content(file));
                }
            }
        }
        return contents;
    }

    private static String content(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return "directory";
        }
        var sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return Long.toHexString(sum.getValue());
    }
}
