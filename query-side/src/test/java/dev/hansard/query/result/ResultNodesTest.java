package dev.hansard.query.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Results over several nodes on one database, and over restarts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResultNodesTest {

    private static final String ASKED = "{'agent':'planner','request':1}";
    private static final String ANSWERED = "{'agent':'planner','request':%d,'output':%d%s}";
    private static final String MIN_POSITION = "Hansard-Min-Position";

    private static final SettableClock CLOCK =
            new SettableClock(Instant.parse("2026-01-01T09:00:00Z"));

    private static TestDatabase database;
    private static LogWriter log;
    private static RunningQueryService first;
    private static RunningQueryService second;
    private static int tests;

    /** Of each test its own. */
    private final String tenant = "t" + ++tests;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        log = new LogWriter(database.dataSource(), CLOCK);
        first = node();
        second = node();
    }

    @BeforeEach
    void forgetResults() {
        database.execute("truncate result");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        database.close();
    }

    @Test
    void an_invalidation_holds_on_every_node_and_what_comes_after_it_is_found_on_every_node() {
        agent(first).store(ANSWERED.formatted(1, 1, "")).is(201);
        agent(first).lookUp(ASKED).ok();
        agent(second).lookUp(ASKED).ok();
        agent(second).store(ANSWERED.formatted(1, 2, "")).is(200);

        String position = "" + agent(first).invalidate(By.AGENT, "planner");

        agent(first).lookUp(ASKED, MIN_POSITION, position).refused(404, "result-miss");
        agent(second).lookUp(ASKED, MIN_POSITION, position).refused(404, "result-miss");
        agent(second).store(ANSWERED.formatted(1, 3, "")).is(201);
        assertThat(agent(first).lookUp(ASKED).ok().<Integer>at("$.output")).isEqualTo(3);
        assertThat(agent(second).lookUp(ASKED).ok().<Integer>at("$.output")).isEqualTo(3);
    }

    @Test
    void of_many_who_store_at_once_on_two_nodes_one_is_first() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> stores =
                    IntStream.range(0, 16)
                            .<Callable<Answer>>mapToObj(
                                    i ->
                                            () ->
                                                    agent(i % 2 == 0 ? first : second)
                                                            .store(ANSWERED.formatted(1, i, "")))
                            .toList();

            List<Answer> answers =
                    threads.invokeAll(stores).stream().map(Future::resultNow).toList();

            assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).contains(200);
            assertThat(answers)
                    .extracting(answer -> answer.<Integer>at("$.output"))
                    .containsOnly(agent(first).lookUp(ASKED).ok().<Integer>at("$.output"));
        }
    }

    @Test
    void a_restart_keeps_results_with_their_counts_and_what_was_invalidated_stays_so() {
        long gone;
        try (var before = node()) {
            agent(before).store(ANSWERED.formatted(1, 1, "")).is(201);
            agent(before).store(ANSWERED.formatted(2, 2, ",'tags':['t']")).is(201);
            agent(before).lookUp(ASKED).ok();
            gone = agent(before).invalidate(By.TAG, "t");
        }
        try (var after = node()) {
            Answer found = agent(after).lookUp(ASKED, MIN_POSITION, "" + gone).ok();

            assertThat(found.<Integer>at("$.output")).isEqualTo(1);
            assertThat(found.<Integer>at("$.accessCount")).isEqualTo(2);
            agent(after).lookUp("{'agent':'planner','request':2}").refused(404, "result-miss");
        }
    }

    @Test
    void what_was_found_often_is_in_memory_after_a_start() {
        try (var before = node()) {
            agent(before).store(ANSWERED.formatted(1, 1, "")).is(201);
            agent(before).store(ANSWERED.formatted(2, 2, "")).is(201);
            agent(before).lookUp(ASKED).ok();
        }
        try (var after = node("--hansard.warm-up.results=1")) {
            await().until(() -> counted(after, "hansard.warmed", "what", "results") == 1);
            database.execute("truncate result");

            agent(after).lookUp(ASKED).ok();
            agent(after).lookUp("{'agent':'planner','request':2}").refused(404, "result-miss");
        }
    }

    @Test
    void counts_of_all_nodes_come_together() {
        try (var third = node("--hansard.results.access-count-interval=PT0.01S")) {
            String path =
                    "/v1/results/" + agent(first).store(ANSWERED.formatted(1, 1, "")).at("$.key");
            agent(first).lookUp(ASKED).ok();
            agent(third).lookUp(ASKED).ok();
            agent(third).lookUp(ASKED).ok();

            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    agent(first)
                                                            .get(path)
                                                            .ok()
                                                            .<Integer>at("$.accessCount"))
                                            .isEqualTo(3));
        }
    }

    @Test
    void a_tenant_that_has_too_many_loses_what_was_used_longest_ago() {
        try (var node =
                node(
                        "--hansard.results.max-entries=20",
                        "--hansard.results.access-count-interval=PT0.01S")) {
            agent(node).store(ANSWERED.formatted(1, 1, "")).is(201);
            for (int i = 2; i <= 20; i++) {
                CLOCK.move(Duration.ofMillis(1));
                agent(node).store(ANSWERED.formatted(i, i, "")).is(201);
            }
            CLOCK.move(Duration.ofMillis(1));
            String used = agent(node).lookUp(ASKED).ok().at("$.key");
            agent(node).get("/v1/results/" + used).ok();
            for (int i = 21; i <= 30; i++) {
                CLOCK.move(Duration.ofMillis(1));
                agent(node).store(ANSWERED.formatted(i, i, "")).is(201);
            }

            await().until(() -> rows() == 20);
            agent(node).get("/v1/results/" + used).ok();
            Answer stats = agent(node).get("/v1/results/stats").ok();
            assertThat(stats.<Integer>at("$.entries")).isEqualTo(20);
            assertThat(stats.<Integer>at("$.evictions")).isEqualTo(10);
            assertThat(cleaned(node, "evicted")).isEqualTo(10);
            String other = "{'agent':'planner','request':1,'output':1}";
            new ResultClient(node, log, "other").store(other).is(201);
            assertThat(node.bean(Room.class).evict()).isZero();
        }
    }

    @Test
    void a_tenant_that_takes_too_much_loses_as_well() {
        try (var node = node("--hansard.results.max-size=10KB")) {
            for (int i = 1; i <= 8; i++) {
                CLOCK.move(Duration.ofMillis(1));
                String output = "'" + "y".repeat(4_000) + "'";
                agent(node)
                        .store("{'agent':'planner','request':%d,'output':%s}".formatted(i, output))
                        .is(201);
            }

            await().until(() -> rows() == 2);
            agent(node).get("/v1/results/stats").ok();
        }
    }

    @Test
    void without_content_hashes_there_is_one_result_for_each_request() {
        try (var node = node("--hansard.results.content-hashes=false")) {
            agent(node).store(ANSWERED.formatted(1, 1, ",'contentHash':'h1'")).is(201);

            agent(node).store(ANSWERED.formatted(1, 2, ",'contentHash':'h2'")).is(200);
            Answer found = agent(node).lookUp("{'agent':'planner','request':1,'contentHash':'h2'}");
            assertThat(found.ok().<String>at("$.contentHash")).isEqualTo("h1");
            String position = "" + agent(node).invalidate(By.CONTENT_HASH, "h1");
            agent(node).lookUp(ASKED, MIN_POSITION, position).refused(404, "result-miss");
        }
    }

    @Test
    void what_is_in_memory_is_found_without_the_table() {
        agent(first).store(ANSWERED.formatted(1, 1, "")).is(201);
        database.execute("truncate result");

        agent(first).lookUp(ASKED).ok();
        agent(first).lookUp("{'agent':'planner','request':2}").refused(404, "result-miss");
    }

    private static RunningQueryService node(String... settings) {
        return RunningQueryService.on(database, CLOCK, settings);
    }

    private ResultClient agent(RunningQueryService node) {
        return new ResultClient(node, log, tenant);
    }

    private int rows() {
        return new JdbcTemplate(database.dataSource())
                .queryForObject("select count(*) from result", Integer.class);
    }

    private static double cleaned(RunningQueryService node, String reason) {
        return counted(node, "hansard.results.cleaned", "reason", reason);
    }

    private static double counted(
            RunningQueryService node, String meter, String tag, String value) {
        return node.bean(MeterRegistry.class).get(meter).tag(tag, value).counter().count();
    }
}
