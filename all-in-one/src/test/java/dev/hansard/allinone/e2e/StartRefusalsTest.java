package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.allinone.postgres.EmbeddedPostgres;
import dev.hansard.allinone.postgres.EmbeddedPostgresSettings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts that cannot go well: one line that says why, and an exit status other than 0. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StartRefusalsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

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
