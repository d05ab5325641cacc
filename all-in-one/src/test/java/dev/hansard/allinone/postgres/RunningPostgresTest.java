package dev.hansard.allinone.postgres;

import static dev.hansard.allinone.postgres.TestPostgres.execute;
import static dev.hansard.allinone.postgres.TestPostgres.query;
import static dev.hansard.allinone.postgres.TestPostgres.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One server that was started for the first time. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunningPostgresTest {

    @TempDir static Path directory;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start_it() {
        postgres = start(directory.resolve("data"));
    }

    @AfterAll
    static void stop_it() {
        postgres.stop();
    }

    @Test
    void only_the_owner_can_read_what_is_kept() throws Exception {
        execute(postgres, "CREATE TABLE said AS SELECT 1");

        try (var files = Files.walk(postgres.dataDirectory())) {
            assertThat(files)
                    .hasSizeGreaterThan(900)
                    .allSatisfy(
                            file ->
                                    assertThat(rights(file))
                                            .isIn(
                                                    "gone",
                                                    Files.isDirectory(file)
                                                            ? "rwx------"
                                                            : "rw-------"));
        }
    }

    @Test
    void the_server_is_durable_speaks_utf_8_and_listens_on_the_loopback_alone() throws Exception {
        assertThat(query(postgres, "SHOW server_version_num")).startsWith("18");
        assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
        assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(query(postgres, "SHOW data_checksums")).isEqualTo("on");
        assertThat(query(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(query(postgres, "SHOW unix_socket_directories")).isEmpty();
        assertThat(query(postgres, "SELECT lower('ÄÖ')")).isEqualTo("äö");
    }

    @Test
    void nobody_gets_in_without_the_password() {
        assertThatThrownBy(
                        () ->
                                DriverManager.getConnection(
                                        postgres.jdbcUrl(), postgres.username(), "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void what_a_failing_statement_says_does_not_get_into_the_log() throws Exception {
        assertThatThrownBy(() -> execute(postgres, "SELECT 'a secret'::int"))
                .hasMessageContaining("a secret");

        assertThat(postgres.dataDirectory().resolve("postgres.log"))
                .content()
                .contains("ready to accept connections")
                .doesNotContain("secret");
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (NoSuchFileException e) {
            return "gone";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
