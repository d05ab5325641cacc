package dev.hansard.query.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.api.tenant.TenantEvent.SettingsSet;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.tenancy.SettingsInEffect;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Results over HTTP, on one node. Each test has a tenant of its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResultQueriesTest {

    private static final String ASKED = "{'agent':'planner','request':{'to':'OSL'}}";
    private static final String ANSWERED =
            "{'agent':'planner','request':{'to':'OSL'},'output':%s%s}";
    private static final String MIN_POSITION = "Hansard-Min-Position";

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK =
            new SettableClock(Instant.parse("2026-01-01T09:00:00Z"));
    private static final LogWriter LOG = new LogWriter(DATABASE.dataSource(), CLOCK);

    private static RunningQueryService node;

    @BeforeAll
    static void start() {
        node = RunningQueryService.on(DATABASE, CLOCK);
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void what_was_stored_is_found_by_the_same_question_in_other_words() {
        ResultClient agent = in("found");
        String output = "{\"b\":1.10,\"a\":[null,12345678901234567890,1e400,\"\\u0000ö\"]}";
        String asked =
                "{'agent':'planner','request':{'to':'OSL','n':1.0},'permissions':['x'],'contentHash':'h1'}";
        agent.lookUp(asked).refused(404, "result-miss");

        Answer stored =
                agent.store(
                        "{'agent':'planner','request':{ 'to':'OSL', 'n':1.0},'permissions':['x'],"
                                + "'contentHash':'h1','tags':['t1','t1','t 2'],'ttl':'PT1H','output':"
                                + output
                                + "}");

        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        String key = stored.at("$.key");
        assertThat(stored.header("Location")).isEqualTo("/v1/results/" + key);
        String expected =
                "{\"key\":\"%s\",\"agent\":\"planner\",\"request\":{\"to\":\"OSL\",\"n\":1.0},\"output\":%s,\"tags\":[\"t1\",\"t 2\"],\"contentHash\":\"h1\",\"storedAt\":\"%s\",\"expiresAt\":\"%s\",\"accessCount\":"
                        .formatted(key, output, CLOCK.instant(), CLOCK.instant().plusSeconds(3600));
        assertThat(stored.body()).isEqualTo(expected + "0}");
        assertThat(
                        agent.lookUp(
                                        "{'contentHash':'h1','permissions':['x'],'request':{'n':1e0,'to':'\\u004fSL'},'agent':'planner'}")
                                .ok()
                                .body())
                .isEqualTo(expected + "1}");
        assertThat(agent.get("/v1/results/" + key).ok().body()).isEqualTo(expected + "1}");
        agent.lookUp(asked.replace("'x'", "'y'")).refused(404, "result-miss");
        agent.lookUp(asked.replace("planner", "other")).refused(404, "result-miss");
    }

    @Test
    void whoever_stores_first_wins_until_the_time_is_over() {
        ResultClient agent = in("first");
        agent.store(answered("1", "")).is(201);

        Answer second = agent.store(answered("2", "")).ok();

        assertThat(second.<Integer>at("$.output")).isEqualTo(1);
        assertThat(second.header("Location")).isNull();
        CLOCK.move(Duration.ofMinutes(5).minusMillis(1));
        assertThat(agent.lookUp(ASKED).ok().<Integer>at("$.output")).isEqualTo(1);
        CLOCK.move(Duration.ofMillis(1));
        agent.lookUp(ASKED).refused(404, "result-miss");
        agent.get("/v1/results/" + second.at("$.key")).refused(404, "not-found");
        agent.store(answered("3", ",'ttl':'never'")).is(201);
        CLOCK.move(Duration.ofDays(5000));
        Answer kept = agent.lookUp(ASKED).ok();
        assertThat(kept.<Integer>at("$.output")).isEqualTo(3);
        assertThat(kept.body()).doesNotContain("expiresAt");
    }

    @Test
    void a_tenant_may_say_how_long_its_results_live() {
        ResultClient agent = in("lifetimes");
        var settings = new TenantSettings(Map.of(Lifetime.RESULT, Ttl.parse("PT1H")), Map.of());
        LOG.append(AggregateId.tenant("lifetimes"), null, null, new SettingsSet(settings));
        await().untilAsserted(
                        () ->
                                assertThat(
                                                node.bean(SettingsInEffect.class)
                                                        .ttl("lifetimes", Lifetime.RESULT))
                                        .isEqualTo(Ttl.parse("PT1H")));

        Answer stored = agent.store(answered("1", "")).is(201);

        assertThat(stored.<String>at("$.expiresAt"))
                .isEqualTo(CLOCK.instant().plusSeconds(3600).toString());
    }

    @Test
    void a_content_hash_finds_what_was_stored_with_it_and_none_finds_any() {
        ResultClient agent = in("hashes");
        String withHash = "{'agent':'planner','request':{'to':'OSL'},'contentHash':'%s'}";
        agent.store(answered("1", ",'contentHash':'h1'")).is(201);

        agent.lookUp(withHash.formatted("h2")).refused(404, "result-miss");
        assertThat(agent.lookUp(withHash.formatted("h1")).ok().<Integer>at("$.output"))
                .isEqualTo(1);
        assertThat(agent.lookUp(ASKED).ok().<Integer>at("$.output")).isEqualTo(1);

        agent.store(answered("2", ",'contentHash':'h2'")).is(201);
        assertThat(agent.lookUp(withHash.formatted("h2")).ok().<Integer>at("$.output"))
                .isEqualTo(2);
        assertThat(agent.lookUp(withHash.formatted("h1")).ok().<Integer>at("$.output"))
                .isEqualTo(1);
        String gone = "" + agent.invalidate(By.CONTENT_HASH, "h1");
        agent.lookUp(withHash.formatted("h1"), MIN_POSITION, gone).refused(404, "result-miss");
        assertThat(agent.lookUp(ASKED, MIN_POSITION, gone).ok().<Integer>at("$.output"))
                .isEqualTo(2);
    }

    @Test
    void an_invalidation_takes_what_was_stored_before_it_and_leaves_what_comes_after() {
        ResultClient agent = in("invalidated");
        for (By by : By.values()) {
            Answer stored = agent.store(answered("1", ",'tags':['t1','t2'],'contentHash':'h'"));
            stored.is(201);
            String value =
                    switch (by) {
                        case ALL -> null;
                        case AGENT -> "planner";
                        case TAG -> "t2";
                        case CONTENT_HASH -> "h";
                        case KEY -> stored.at("$.key");
                    };
            agent.lookUp(ASKED).ok();
            String position = "" + agent.invalidate(by, value);

            agent.lookUp(ASKED, MIN_POSITION, position).refused(404, "result-miss");
            agent.get("/v1/results/" + stored.at("$.key"), MIN_POSITION, position)
                    .refused(404, "not-found");
        }
        long other = agent.invalidate(By.TAG, "t3");
        agent.store(answered("2", "")).is(201);
        agent.lookUp(ASKED, MIN_POSITION, "" + other).ok();
    }

    @Test
    void what_was_computed_while_it_was_invalidated_is_not_stored() {
        ResultClient agent = in("meanwhile");
        String missed = agent.lookUp(ASKED).refused(404, "result-miss").header("Hansard-Position");
        String invalidated = "" + agent.invalidate(By.AGENT, "planner");

        Answer late = agent.store(answered("1", ""), MIN_POSITION, missed);

        late.is(201);
        agent.lookUp(ASKED, MIN_POSITION, invalidated).refused(404, "result-miss");
        agent.store(answered("2", ""), MIN_POSITION, invalidated).is(201);
        Answer tooLate = agent.store(answered("3", ""), MIN_POSITION, missed).ok();
        assertThat(tooLate.<Integer>at("$.output")).isEqualTo(2);
    }

    @Test
    void a_position_that_is_not_there_is_no_excuse_to_outlive_invalidations() {
        ResultClient agent = in("ahead");
        String ahead = "" + (agent.invalidate(By.TAG, "t") + 1_000);

        agent.store(answered("1", ""), MIN_POSITION, ahead, "Prefer", "wait=0")
                .refused(503, "read-model-behind");
        agent.lookUp(ASKED, MIN_POSITION, ahead, "Prefer", "wait=0")
                .refused(503, "read-model-behind");
        agent.lookUp(ASKED).refused(404, "result-miss");
    }

    @Test
    void a_personal_result_is_found_for_its_user_only() {
        ResultClient agent = in("personal");
        String asked = "{'agent':'planner','request':{'to':'OSL'},'userId':'%s'}";
        agent.store(answered("1", ",'userId':'ann'")).is(201);

        agent.lookUp(asked.formatted("ann")).ok();
        agent.lookUp(asked.formatted("bob")).refused(404, "result-miss");
        agent.lookUp(ASKED).refused(404, "result-miss");
        agent.store(answered("2", ",'userId':'bob'")).is(201);
    }

    @Test
    void a_result_of_another_tenant_is_not_there() {
        String key = in("mine").store(answered("1", "")).at("$.key");

        in("yours").lookUp(ASKED).refused(404, "result-miss");
        in("yours").get("/v1/results/" + key).refused(404, "not-found");
        in("yours").invalidate(By.ALL, null);
        in("mine").lookUp(ASKED, MIN_POSITION, "" + in("yours").invalidate(By.KEY, key)).ok();
        assertThat(in("yours").get("/v1/results/stats").ok().<Integer>at("$.entries")).isZero();
    }

    @Test
    void the_stats_count_what_is_of_use() {
        ResultClient agent = in("stats");
        assertThat(agent.get("/v1/results/stats").ok().body())
                .isEqualTo(
                        "{\"entries\":0,\"hits\":0,\"misses\":0,\"hitRate\":0.0,\"evictions\":0,\"averageAccessCount\":0.0,\"bytes\":0}");
        agent.lookUp(ASKED).refused(404, "result-miss");
        agent.store(answered("1", "")).is(201);
        agent.store("{'agent':'other','request':1,'output':2}").is(201);
        for (int i = 0; i < 3; i++) {
            agent.lookUp(ASKED).ok();
        }

        Answer stats = agent.get("/v1/results/stats").ok();

        assertThat(stats.<Integer>at("$.entries")).isEqualTo(2);
        assertThat(stats.<Integer>at("$.hits")).isEqualTo(3);
        assertThat(stats.<Integer>at("$.misses")).isEqualTo(1);
        assertThat(stats.<Double>at("$.hitRate")).isEqualTo(0.75);
        assertThat(stats.<Double>at("$.averageAccessCount")).isEqualTo(1.5);
        assertThat(stats.<Integer>at("$.bytes")).isPositive();
        String position = "" + agent.invalidate(By.AGENT, "planner");
        assertThat(
                        agent.get("/v1/results/stats", MIN_POSITION, position)
                                .ok()
                                .<Integer>at("$.entries"))
                .isEqualTo(1);
    }

    private static ResultClient in(String tenant) {
        return new ResultClient(node, LOG, tenant);
    }

    private static String answered(String output, String more) {
        return ANSWERED.formatted(output, more);
    }
}
