package dev.hansard.query.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.time.Instant;

/** Results that are of no use are taken out, by one node for all. */
@Isolated("it reads what the whole process prints")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
class ResultCleaningTest {

    private static final String ANSWERED = "{'agent':'planner','request':%d,'output':%d%s}";

    private final TestDatabase database = TestDatabase.create();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T09:00:00Z"));
    private final LogWriter log = new LogWriter(database.dataSource(), clock);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void cleaning_takes_out_what_is_of_no_use_counts_it_and_says_so(CapturedOutput output) {
        try (var node = node()) {
            await().until(() -> output.getOut().contains("cleaned results: 0 expired"));
            agent(node).store(ANSWERED.formatted(1, 1, ",'ttl':'PT1M'")).is(201);
            agent(node).store(ANSWERED.formatted(2, 2, ",'ttl':'PT2M'")).is(201);
            agent(node).store(ANSWERED.formatted(3, 3, ",'tags':['t'],'ttl':'never'")).is(201);
            agent(node).store(ANSWERED.formatted(4, 4, ",'ttl':'never'")).is(201);
            clock.move(Duration.ofMinutes(2));
            String position = "" + agent(node).invalidate(By.TAG, "t");
            agent(node).get("/v1/results/stats", "Hansard-Min-Position", position).ok();

            node.bean(Cleaning.class).run();

            assertThat(rows()).isEqualTo(1);
            assertThat(output).contains("cleaned results: 2 expired, 1 invalidated, 0 evicted");
            assertThat(cleaned(node, "expired")).isEqualTo(2);
            assertThat(cleaned(node, "invalidated")).isEqualTo(1);
            agent(node).lookUp("{'agent':'planner','request':4}").ok();
        }
    }

    @Test
    void one_node_cleans_now_and_again() {
        try (var first = node("--hansard.results.cleaning-interval=PT0.02S");
                var second = node("--hansard.results.cleaning-interval=PT0.02S")) {
            agent(first).store(ANSWERED.formatted(1, 1, "")).is(201);
            clock.move(Duration.ofMinutes(5));

            await().until(() -> rows() == 0);
        }
    }

    private RunningQueryService node(String... settings) {
        return RunningQueryService.on(database, clock, settings);
    }

    private ResultClient agent(RunningQueryService node) {
        return new ResultClient(node, log, "default");
    }

    private int rows() {
        return new JdbcTemplate(database.dataSource())
                .queryForObject("select count(*) from result", Integer.class);
    }

    private static double cleaned(RunningQueryService node, String reason) {
        return node.bean(MeterRegistry.class)
                .get("hansard.results.cleaned")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
