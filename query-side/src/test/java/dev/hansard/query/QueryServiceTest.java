package dev.hansard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.Role;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;

/** The query service as a process among others, each test on a database of its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueryServiceTest {

    private TestDatabase database;
    private LogWriter log;
    private RunningQueryService service;
    private Tenant tenant;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        log = new LogWriter(database.dataSource(), Clock.systemUTC());
        service = RunningQueryService.on(database, Clock.systemUTC());
        tenant = new Tenant("default", log, service);
    }

    @AfterEach
    void stop() {
        service.close();
        database.close();
    }

    @Test
    void a_window_shows_what_another_process_wrote_as_soon_as_the_query_asks_for_it() {
        tenant.talk("w", "ann", null)
                .says(
                        Role.USER,
                        "{\"role\":\"user\",\"content\":\"1.10 stays \\u0000\",\"n\":1.10}");

        var answer = tenant.get("/v1/conversations/w/window").ok();

        assertThat(answer.position()).isEqualTo(tenant.written());
        assertThat(answer.body())
                .startsWith(
                        "{\"conversationId\":\"w\",\"messages\":[{\"role\":\"user\",\"content\":\"1.10 stays \\u0000\",\"n\":1.10,\"messageId\":\"m1\",\"sequence\":1,\"position\":"
                                + tenant.written()
                                + ",\"at\":\"")
                .endsWith("}],\"turnCount\":1,\"compactionDue\":false}");
    }

    @Test
    void the_service_is_healthy_and_shows_its_views_and_caches() {
        tenant.talk("m", "ann", null).saysTimes(3);
        tenant.get("/v1/conversations/m/window").ok();

        await().until(() -> service.get("/actuator/health").status() == 200);
        var health = service.get("/actuator/health").ok();
        assertThat(health.<String>at("$.status")).isEqualTo("UP");
        for (String view : List.of("recent-messages", "sessions")) {
            assertThat(health.<String>at("$.components.readModel.details." + view + ".state"))
                    .isEqualTo("Live");
        }
        assertThat(service.get("/actuator/prometheus").ok().body())
                .contains("hansard_cache_weight_bytes{cache=\"conversations\"}")
                .contains("cache_size{cache=\"groups\"")
                .contains("cache_gets_total{cache=\"sessions\"")
                .contains("cache_evictions_total{cache=\"users\"");
    }

    @Test
    void an_event_that_cannot_be_read_stops_the_views_it_concerns_and_no_other() {
        tenant.session("desk", "ann");
        tenant.talk("fine", "ann", "desk").says("before");
        AggregateId user = AggregateId.user("default", "ben");
        long position =
                log.append(user, "ben", null, "user.FromTheFuture", null, "{}".getBytes(UTF_8));
        tenant.talk("later", "ann", null).says("after");

        assertThat(tenant.get("/v1/conversations/later/window").ok().body()).contains("after");
        await().untilAsserted(
                        () -> {
                            var health = service.get("/actuator/health");
                            assertThat(health.status()).isEqualTo(503);
                            assertThat(
                                            health.<Integer>at(
                                                    "$.components.readModel.details.sessions.stoppedAt"))
                                    .isEqualTo((int) position);
                            assertThat(
                                            health.<String>at(
                                                    "$.components.readModel.details.sessions.type"))
                                    .isEqualTo("user.FromTheFuture");
                            assertThat(
                                            health.<String>at(
                                                    "$.components.readModel.details.recent-messages.state"))
                                    .isEqualTo("Live");
                        });
        tenant.get("/v1/sessions/desk", "Prefer", "wait=0").refused(503, "read-model-behind");
        assertThat(service.get("/v1/sessions/desk").ok().<String>at("$.userId")).isEqualTo("ann");
        assertThat(tenant.get("/v1/audit/events?type=FromTheFuture").status()).isEqualTo(422);
        assertThat(tenant.get("/v1/audit/events?userId=ben").ok().body())
                .contains("\"type\":\"FromTheFuture\"", "\"unreadable\":true");
    }

    @Test
    void another_node_goes_on_with_the_tables_when_the_one_that_writes_them_stops() {
        tenant.talk("one", "ann", null);
        tenant.session("desk", "ann");
        assertThat(lists(tenant)).isEqualTo("one, desk");
        try (var second = RunningQueryService.on(database, Clock.systemUTC())) {
            var there = new Tenant("default", log, second);
            service.close();
            there.talk("two", "ann", null);
            there.session("sofa", "ann");

            assertThat(lists(there)).isEqualTo("one, two, desk, sofa");
        }
    }

    @Test
    void what_is_in_memory_is_read_while_the_store_fails_and_the_views_go_on_after() {
        tenant.talk("warm", "ann", null).says("still here");
        tenant.get("/v1/conversations/warm/window").ok();

        database.execute("alter table event rename to event_away");
        service.get("/v1/conversations/cold/window").refused(500, "internal-error");
        assertThat(service.get("/v1/conversations/warm/window").ok().body()).contains("still here");
        await().untilAsserted(
                        () ->
                                assertThat(service.get("/actuator/health").body())
                                        .contains("\"state\":\"Failing\""));

        database.execute("alter table event_away rename to event");
        tenant.talk("after", "ann", null).says("it goes on");
        assertThat(tenant.get("/v1/conversations/after/window", "Prefer", "wait=20").ok().body())
                .contains("it goes on");
    }

    private static String lists(Tenant at) {
        var conversations = at.get("/v1/conversations", "Prefer", "wait=20").ok();
        var sessions = at.get("/v1/sessions", "Prefer", "wait=20").ok();
        return String.join(
                ", ",
                String.join(", ", conversations.each("conversationId")),
                String.join(", ", sessions.each("sessionId")));
    }
}
