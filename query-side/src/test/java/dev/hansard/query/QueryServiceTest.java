package dev.hansard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;

/** The query service as something breaks, each test on a database of its own. */
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
