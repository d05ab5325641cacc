package dev.hansard.allinone.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ServerLogTest {

    @TempDir Path directory;

    @Test
    void the_reason_is_the_last_fatal_line_of_this_start() throws IOException {
        Path file = Files.writeString(directory.resolve("log"), "[1] FATAL:  of yesterday\n");
        var log = ServerLog.fromNow(file);
        assertThat(log.fatal()).isEmpty();

        Files.writeString(
                file,
                "[2] LOG:  starting\n[2] FATAL:  first\n[2] PANIC:  second\n[2] LOG:  bye\n",
                StandardOpenOption.APPEND);

        assertThat(log.fatal()).contains("second");
        assertThat(log.saysPortInUse()).isFalse();
    }

    @Test
    void a_large_log_gives_way_to_a_new_one() throws IOException {
        Path file = Files.write(directory.resolve("log"), new byte[10 << 20]);

        ServerLog.fromNow(file);

        assertThat(file).isEmptyFile();
        assertThat(directory.resolve("log.1")).hasSize(10 << 20);
    }
}
