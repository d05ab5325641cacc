package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

@Isolated("it listens to a logger that all use")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CatchUpReportTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LogFollower.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();
    private final CatchUpReport report = new CatchUpReport("messages", nanos::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    @Test
    void a_long_catch_up_is_told_once_a_second_and_at_its_end() {
        report.behind(20_000, 1_000_000);
        pass(Duration.ofMillis(500));
        report.behind(200_000, 1_000_000);
        pass(Duration.ofMillis(500));
        report.behind(400_000, 1_000_000);
        pass(Duration.ofMillis(100));
        report.behind(420_000, 1_000_000);
        assertThat(report.eventsPerSecond()).isEqualTo(363_636);
        pass(Duration.ofMillis(1_500));
        report.caughtUp(1_000_000);

        assertThat(told())
                .containsExactly(
                        "messages catching up: 400,000 of 1,000,000 events, 380,000/s, 1 s left",
                        "messages caught up at 1,000,000, 376,923/s");
        assertThat(report.eventsPerSecond()).isZero();
    }

    @Test
    void a_short_catch_up_is_not_worth_a_line() {
        report.behind(1_000, 3_000);
        pass(Duration.ofMillis(900));
        report.behind(2_000, 3_000);
        report.caughtUp(3_000);

        assertThat(told()).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
