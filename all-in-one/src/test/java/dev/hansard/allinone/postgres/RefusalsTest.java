package dev.hansard.allinone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusalsTest {

    private static final Path DATA = Path.of("/data");

    @Test
    void a_failure_of_the_file_system_is_told_without_the_words_of_java() {
        assertThat(Refusals.notWritable(DATA, new AccessDeniedException("/data/lock")))
                .hasMessageContaining(": /data/lock: permission denied. Let");
        assertThat(
                        Refusals.notWritable(
                                DATA,
                                new FileSystemException("/data", null, "Read-only file system")))
                .hasMessageContaining(": /data: Read-only file system. Let");
        assertThat(Refusals.notWritable(DATA, new NoSuchFileException("/data/x")))
                .hasMessageContaining(": /data/x: NoSuchFileException. Let");
        assertThat(Refusals.notWritable(DATA, new IOException("No space left on device")))
                .hasMessageContaining(": No space left on device. Let");
    }

    @Test
    void a_long_cause_is_cut_and_stays_on_one_line() {
        assertThat(Refusals.firstStartFailed(DATA, "word\n".repeat(1_000)).getMessage())
                .doesNotContain("\n")
                .contains("word word")
                .hasSizeLessThan(450);
    }

    @Test
    void settings_that_cannot_be_meant_are_refused() {
        var settings = EmbeddedPostgresSettings.keptIn(DATA);

        assertThatThrownBy(() -> settings.withPort(65_536))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
