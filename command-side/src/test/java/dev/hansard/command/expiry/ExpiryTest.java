package dev.hansard.command.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.ErrorCode;
import dev.hansard.command.Api;
import dev.hansard.command.Api.Reply;
import dev.hansard.command.CommandNode;
import dev.hansard.command.SettableClock;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What idle things come to, on two nodes of which one holds the lease. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExpiryTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK = new SettableClock();
    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static CommandNode node;
    private static CommandNode otherNode;

    /** Each test has its own, since all share a clock. */
    private final String tenant = "tenant-" + TENANTS.incrementAndGet();

    private final Api api = otherNode.api().with("Hansard-Tenant", tenant);

    @BeforeAll
    static void start() {
        node = CommandNode.start(DATABASE.url(), CLOCK);
        otherNode = CommandNode.start(DATABASE.url(), CLOCK);
    }

    @AfterAll
    static void stop() {
        node.close();
        otherNode.close();
        DATABASE.close();
    }

    @Test
    void idle_things_expire_once_and_activity_keeps_them() {
        conversation("idle", "ann", "PT10S", null);
        conversation("busy", "ann", "PT10S", null);
        session("ben", "idle", "PT10S");
        session("cas", "busy", "PT10S");
        session("dot", "through", "PT10S");
        conversation("of-session", "dot", "PT1H", "through");
        session("eve", "for-ever", "never");

        CLOCK.advance(Duration.ofSeconds(6));
        append("busy").expect(201);
        append("of-session").expect(201);
        api.put("/v1/sessions/busy/state/k", "{\"value\":1,\"ttl\":\"PT6S\"}").expect(204);
        CLOCK.advance(Duration.ofSeconds(5));

        awaitExpired("conversation/idle", "session/idle");
        append("idle").refused(410, ErrorCode.EXPIRED);
        api.patch("/v1/sessions/idle", "{}").refused(410, ErrorCode.EXPIRED);

        CLOCK.advance(Duration.ofSeconds(2));
        await().until(() -> count("session.StateExpired") == 1);
        awaitExpired("conversation/idle", "session/idle");
        CLOCK.advance(Duration.ofSeconds(4));
        awaitExpired(
                "conversation/idle",
                "session/idle",
                "conversation/busy",
                "session/busy",
                "session/through");
    }

    @Test
    void a_shorter_time_to_live_counts_at_once() {
        conversation("long", "ann", "PT1H", null);
        api.patch("/v1/conversations/long", "{\"ttl\":\"PT5S\"}").expect(204);

        CLOCK.advance(Duration.ofSeconds(6));

        awaitExpired("conversation/long");
    }

    @Test
    void a_key_that_was_set_again_or_removed_does_not_expire() {
        session("ann", "s", "PT1H");
        String state = "/v1/sessions/s/state/";
        api.put(state + "longer", "{\"value\":1,\"ttl\":\"PT5S\"}").expect(204);
        api.put(state + "longer", "{\"ttl\":\"PT1M\"}").expect(204);
        api.put(state + "for-ever", "{\"value\":1,\"ttl\":\"PT5S\"}").expect(204);
        api.put(state + "for-ever", "{\"value\":1}").expect(204);
        api.put(state + "removed", "{\"value\":1,\"ttl\":\"PT5S\"}").expect(204);
        api.delete(state + "removed").expect(204);
        api.put(state + "over", "{\"value\":1,\"ttl\":\"PT5S\"}").expect(204);

        CLOCK.advance(Duration.ofSeconds(6));
        await().until(() -> count("session.StateExpired") == 1);
        assertThat(new String(log().getLast().plainPayload().get())).contains("\"over\"");

        CLOCK.advance(Duration.ofMinutes(1));
        await().until(() -> count("session.StateExpired") == 2);
        assertThat(new String(log().getLast().plainPayload().get())).contains("\"longer\"");
    }

    @Test
    void state_of_users_and_entries_of_tables_expire_once() {
        api.put("/v1/users/ann/state/brief", "{\"value\":1,\"ttl\":\"PT5S\"}").expect(204);
        api.put("/v1/users/ann/state/for-ever", "{\"value\":1}").expect(204);
        api.put("/v1/tables/offers/brief", "{\"value\":1,\"ttl\":\"PT5S\"}").expect(204);
        api.put("/v1/tables/offers/longer", "{\"value\":1,\"ttl\":\"PT5S\"}").expect(204);
        api.put("/v1/tables/offers/longer", "{\"value\":1,\"ttl\":\"PT1M\"}").expect(204);
        api.put("/v1/tables/offers/for-ever", "{\"value\":1}").expect(204);

        CLOCK.advance(Duration.ofSeconds(6));

        await().until(() -> count("entry.EntryExpired") == 1);
        await().until(() -> count("user.UserStateExpired") == 1);
        CLOCK.advance(Duration.ofMinutes(1));
        await().until(() -> count("entry.EntryExpired") == 2);
        assertThat(log().getLast().aggregateId()).endsWith("/entry/offers/longer");
        assertThat(log().getLast().actorRole()).isEqualTo("system");
        assertThat(count("user.UserStateExpired")).isEqualTo(1);
    }

    @Test
    void cleaning_up_expires_what_is_idle_for_that_long() {
        session("ann", "old", "never");
        session("ben", "used", "never");
        otherNode.api().post("/v1/sessions", "{\"userId\":\"cas\",\"ttl\":\"never\"}").expect(201);
        CLOCK.advance(Duration.ofHours(2));
        api.put("/v1/sessions/used/state/k", "{\"value\":1}").expect(204);

        Reply cleaned = cleanUp("clean").expect(200);

        assertThat(cleaned.text()).isEqualTo("{\"expired\":1}");
        assertThat(cleaned.position()).isEqualTo(log().getLast().position());
        assertThat(cleanUp("again").text()).isEqualTo("{\"expired\":0}");
        assertThat(count("session.SessionExpired")).isEqualTo(1);
        assertThat(log().getLast().actorRole()).isEqualTo("operator");
        api.post("/v1/admin/sessions/cleanup", "{\"inactiveFor\":\"never\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/inactiveFor");
    }

    @Test
    void cleaning_up_that_is_repeated_says_the_same_and_cleans_up_no_more() {
        session("ann", "idle", "never");
        session("ben", "used", "never");
        CLOCK.advance(Duration.ofHours(2));
        api.put("/v1/sessions/used/state/k", "{\"value\":1}").expect(204);
        cleanUp("first").expect(200);
        CLOCK.advance(Duration.ofHours(2));

        Reply again = cleanUp("first").expect(200);

        assertThat(again.text()).isEqualTo("{\"expired\":1}");
        assertThat(again.replayed()).isTrue();
        assertThat(count("session.SessionExpired")).isEqualTo(1);
    }

    @Test
    void many_sessions_that_are_due_at_once_expire_soon() {
        Api.atOnce(
                16,
                worker -> {
                    Reply last = null;
                    for (int i = 0; i < 20; i++) {
                        last =
                                api.post(
                                        "/v1/sessions",
                                        "{\"userId\":\"u%d-%d\",\"ttl\":\"PT5S\"}"
                                                .formatted(worker, i));
                    }
                    return last;
                });
        CLOCK.advance(Duration.ofSeconds(6));

        await().atMost(Duration.ofSeconds(10)).until(() -> count("session.SessionExpired") == 320);
    }

    private Reply cleanUp(String key) {
        return api.with("Idempotency-Key", key)
                .post("/v1/admin/sessions/cleanup", "{\"inactiveFor\":\"PT1H\"}");
    }

    /** Exactly these have expired, and another round would not add to them. */
    private void awaitExpired(String... ids) {
        await().untilAsserted(() -> assertThat(expired()).containsExactlyInAnyOrder(ids));
    }

    private List<String> expired() {
        return log().stream()
                .filter(
                        event ->
                                event.type().equals("conversation.ConversationExpired")
                                        || event.type().equals("session.SessionExpired"))
                .map(RecordedEvent::aggregateId)
                .map(id -> id.replace(tenant + "/", ""))
                .toList();
    }

    private long count(String type) {
        return log().stream().filter(event -> event.type().equals(type)).count();
    }

    private List<RecordedEvent> log() {
        return node.log().stream().filter(event -> event.tenant().equals(tenant)).toList();
    }

    private void session(String userId, String id, String ttl) {
        api.post(
                        "/v1/sessions",
                        "{\"userId\":\"%s\",\"sessionId\":\"%s\",\"ttl\":\"%s\"}"
                                .formatted(userId, id, ttl))
                .expect(201);
    }

    private void conversation(String id, String userId, String ttl, String sessionId) {
        String session = sessionId == null ? "" : ",\"sessionId\":\"%s\"".formatted(sessionId);
        api.put(
                        "/v1/conversations/" + id,
                        "{\"userId\":\"%s\",\"ttl\":\"%s\"%s}".formatted(userId, ttl, session))
                .expect(201);
    }

    private Reply append(String id) {
        return api.post(
                "/v1/conversations/" + id + "/messages", "{\"messages\":[{\"role\":\"user\"}]}");
    }
}
