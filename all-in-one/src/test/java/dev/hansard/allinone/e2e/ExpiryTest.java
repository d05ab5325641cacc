package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Time passes: what is over is over for every reader, and the events say so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExpiryTest {

    /** "At the latest a few seconds after they are due." */
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(10);

    private static final InProcessHansard HANSARD = InProcessHansard.shared();

    private final HansardClient client = HANSARD.client();

    @Test
    void a_state_key_is_gone_at_its_instant_for_every_reader_and_the_event_follows() {
        openSession("flow", "PT1H");
        client.put("/v1/sessions/flow/state/short", "{\"value\":1,\"ttl\":\"PT10S\"}").expect(204);
        Answer last = client.put("/v1/sessions/flow/state/long", "{\"value\":2}").expect(204);
        HansardClient reader = client.after(last);

        pass(Duration.ofMillis(9_999));
        reader.get("/v1/sessions/flow/state/short").expect(200);
        assertThat(reader.get("/v1/sessions/flow/state").data()).hasSize(2);

        pass(Duration.ofMillis(1));
        reader.get("/v1/sessions/flow/state/short").expectProblem(404, "not-found");
        assertThat(reader.get("/v1/sessions/flow/state").data()).hasSize(1);
        assertThat(stateOf(reader.get("/v1/sessions/flow"))).isEqualTo("{\"long\":2}");
        assertThat(stateOf(reader.get("/v1/users/flow-user/session"))).isEqualTo("{\"long\":2}");
        assertThat(
                        reader.get("/v1/sessions?userId=flow-user")
                                .data()
                                .getFirst()
                                .get("state")
                                .toString())
                .isEqualTo("{\"long\":2}");

        eventFollows("sessionId=flow&type=StateExpired");
        client.get("/v1/sessions/flow/state/long").expect(200);
    }

    @Test
    void a_state_key_set_again_without_a_time_to_live_stays() {
        openSession("again", "PT1H");
        client.put("/v1/sessions/again/state/k", "{\"value\":1,\"ttl\":\"PT10S\"}").expect(204);
        Answer set = client.put("/v1/sessions/again/state/k", "{\"value\":2}").expect(204);

        pass(Duration.ofSeconds(30));

        assertThat(client.after(set).get("/v1/sessions/again/state/k").expect(200).body())
                .isEqualTo("{\"key\":\"k\",\"value\":2}");
    }

    @Test
    void an_idle_session_expires_with_its_state_and_stays_readable() {
        openSession("idle", "PT5M");
        client.put("/v1/sessions/idle/state/k", "{\"value\":1}").expect(204);

        pass(Duration.ofMinutes(5));

        becomes("/v1/sessions/idle", "expired");
        assertThat(stateOf(client.get("/v1/sessions/idle"))).isEqualTo("{}");
        client.put("/v1/sessions/idle/state/k", "{\"value\":1}").expectProblem(410, "expired");
        client.get("/v1/users/idle-user/session").expectProblem(404, "not-found");
        client.post("/v1/sessions", "{\"userId\":\"idle-user\",\"sessionId\":\"idle\"}")
                .expect(201);
        becomes("/v1/sessions/idle", "active");
    }

    @Test
    void what_happens_in_a_conversation_keeps_its_session_alive() {
        openSession("busy", "PT5M");
        client.put("/v1/conversations/busy", "{\"userId\":\"busy-user\",\"sessionId\":\"busy\"}")
                .expect(201);
        openSession("lazy", "PT5M");
        pass(Duration.ofMinutes(4));
        Answer said = client.append("busy", Json.userMessage("still here")).expect(201);

        pass(Duration.ofMinutes(4));

        becomes("/v1/sessions/lazy", "expired");
        var session = client.after(said).get("/v1/sessions/busy").expect(200).json();
        assertThat(session.get("status").asString()).isEqualTo("active");
        assertThat(session.get("turnCount").asInt()).isEqualTo(1);
        client.put("/v1/sessions/busy/state/k", "{\"value\":1}").expect(204);
        pass(Duration.ofMinutes(6));
        becomes("/v1/sessions/busy", "expired");
    }

    @Test
    void reading_keeps_nothing_alive() {
        openSession("watched", "PT5M");
        pass(Duration.ofMinutes(4));
        client.get("/v1/sessions/watched").expect(200);
        client.put("/v1/users/watched-user/session", "{}").expect(200);

        pass(Duration.ofMinutes(1));

        becomes("/v1/sessions/watched", "expired");
    }

    @Test
    void an_expired_conversation_is_reopened_with_an_empty_window_and_its_whole_history() {
        client.put("/v1/conversations/nap", "{\"userId\":\"nap-user\",\"ttl\":\"PT5M\"}")
                .expect(201);
        client.append("nap", Json.userMessage("before")).expect(201);
        pass(Duration.ofMinutes(5));
        becomes("/v1/conversations/nap", "expired");
        assertThat(client.get("/v1/users/nap-user/messages").data()).isEmpty();
        assertThat(client.get("/v1/conversations/nap/messages").expect(200).data()).hasSize(1);

        Answer reopened =
                client.post(
                                "/v1/conversations",
                                "{\"userId\":\"nap-user\",\"conversationId\":\"nap\"}")
                        .expect(201);

        assertThat(
                        client.after(reopened)
                                .get("/v1/conversations/nap/window")
                                .json()
                                .get("messages"))
                .isEmpty();
        Answer after = client.append("nap", Json.userMessage("after")).expect(201);
        assertThat(after.json().at("/messages/0/sequence").asInt()).isEqualTo(2);
        assertThat(client.after(after).get("/v1/conversations/nap/messages").data()).hasSize(2);
        assertThat(client.after(after).get("/v1/users/nap-user/messages").data()).hasSize(1);
    }

    @Test
    void a_command_before_the_sweep_succeeds_and_extends() {
        client.put("/v1/conversations/close", "{\"userId\":\"close-user\",\"ttl\":\"PT5M\"}")
                .expect(201);
        pass(Duration.ofMinutes(4));
        Answer said = client.append("close", Json.userMessage("in time")).expect(201);
        pass(Duration.ofMinutes(4));

        // Others that were due before prove that the sweep has come by.
        client.put("/v1/conversations/passed", "{\"userId\":\"close-user\",\"ttl\":\"PT1S\"}")
                .expect(201);
        pass(Duration.ofSeconds(2));
        becomes("/v1/conversations/passed", "expired");

        assertThat(statusOf(client.after(said).get("/v1/conversations/close"))).isEqualTo("active");
    }

    @Test
    void never_means_never() {
        client.put("/v1/conversations/stays", "{\"userId\":\"stays-user\",\"ttl\":\"never\"}")
                .expect(201);
        client.put("/v1/conversations/goes", "{\"userId\":\"stays-user\",\"ttl\":\"PT1H\"}")
                .expect(201);

        pass(Duration.ofDays(3_650));

        becomes("/v1/conversations/goes", "expired");
        assertThat(statusOf(client.get("/v1/conversations/stays"))).isEqualTo("active");
    }

    @Test
    void what_was_ended_or_deleted_stays_so_for_ever() {
        openSession("done", "PT5M");
        client.delete("/v1/sessions/done").expect(200);
        client.put("/v1/conversations/done", "{\"userId\":\"done-user\",\"ttl\":\"PT5M\"}")
                .expect(201);
        client.delete("/v1/conversations/done").expect(204);

        pass(Duration.ofDays(400));

        client.post("/v1/sessions", "{\"userId\":\"done-user\",\"sessionId\":\"done\"}")
                .expectProblem(410, "ended");
        client.put("/v1/sessions/done/state/k", "{\"value\":1}").expectProblem(410, "ended");
        client.put("/v1/conversations/done", "{\"userId\":\"done-user\"}")
                .expectProblem(410, "deleted");
        client.append("done", Json.userMessage("hello?")).expectProblem(410, "deleted");
        client.get("/v1/conversations/done/messages").expectProblem(410, "deleted");
    }

    private void openSession(String id, String ttl) {
        client.post(
                        "/v1/sessions",
                        "{\"userId\":\"%s-user\",\"sessionId\":\"%s\",\"ttl\":\"%s\"}"
                                .formatted(id, id, ttl))
                .expect(201);
    }

    private static void pass(Duration time) {
        HANSARD.clock().move(time);
    }

    private void becomes(String path, String status) {
        await().atMost(A_FEW_SECONDS)
                .untilAsserted(() -> assertThat(statusOf(client.get(path))).isEqualTo(status));
    }

    private void eventFollows(String filter) {
        await().atMost(A_FEW_SECONDS)
                .untilAsserted(
                        () ->
                                assertThat(client.get("/v1/audit/events?" + filter).data())
                                        .hasSize(1));
    }

    private static String statusOf(Answer answer) {
        return answer.expect(200).json().get("status").asString();
    }

    private static String stateOf(Answer session) {
        return session.expect(200).json().get("state").toString();
    }
}
