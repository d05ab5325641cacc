package dev.hansard.allinone.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressBarTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void on_a_terminal_it_is_drawn_over_itself() {
        ProgressBar bar = bar(true, 1_000);

        bar.at(1);
        pass(Duration.ofSeconds(1));
        bar.at(500);
        bar.end();

        assertThat(printed.toString(UTF_8))
                .startsWith("\r[" + "#".repeat(20) + " ".repeat(20) + "]  50 %")
                .contains("500 of 1,000 events  500/s  1 s left")
                .endsWith(
                        "100 %  1,000 of 1,000 events  1,000/s  0 s left\033[K"
                                + System.lineSeparator());
    }

    @Test
    void elsewhere_it_is_a_line_now_and_then() {
        ProgressBar bar = bar(false, 10);

        bar.at(1);
        pass(Duration.ofSeconds(4));
        bar.at(2);
        pass(Duration.ofSeconds(1));
        bar.at(5);
        bar.end();

        assertThat(printed.toString(UTF_8).lines())
                .containsExactly(
                        "50 %  5 of 10 events  1/s  5 s left",
                        "100 %  10 of 10 events  2/s  0 s left");
    }

    @Test
    void nothing_to_do_is_done() {
        bar(false, 0).end();

        assertThat(printed.toString(UTF_8)).startsWith("100 %");
    }

    private ProgressBar bar(boolean terminal, long total) {
        return new ProgressBar(
                new PrintStream(printed, true, UTF_8), terminal, "events", total, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
