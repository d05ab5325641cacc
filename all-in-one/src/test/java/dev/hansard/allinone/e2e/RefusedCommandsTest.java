package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Good input to what is not there, or not any more, or other than the client believes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusedCommandsTest {

    private static final InProcessHansard HANSARD = InProcessHansard.shared();
    private static final String GOOD = Json.userMessage("good");

    private final HansardClient client = HANSARD.client();

    @Test
    void an_unknown_conversation() {
        client.append("nowhere", GOOD).expectProblem(404, "not-found");
        client.get("/v1/conversations/nowhere").expectProblem(404, "not-found");
        client.get("/v1/conversations/nowhere/window").expectProblem(404, "not-found");
        client.put("/v1/sessions/nowhere/state/k", "{\"value\":1}").expectProblem(404, "not-found");
        client.get("/v1/users/nobody/session").expectProblem(404, "not-found");
        assertThat(client.get("/v1/users/nobody/messages").expect(200).data()).isEmpty();
    }

    @Test
    void an_ended_session() {
        client.post("/v1/sessions", "{\"userId\":\"ended-user\",\"sessionId\":\"ended\"}")
                .expect(201);
        client.delete("/v1/sessions/ended").expect(200);

        client.put("/v1/sessions/ended/state/k", "{\"value\":1}").expectProblem(410, "ended");
        client.patch("/v1/sessions/ended", "{\"metadata\":{}}").expectProblem(410, "ended");
        client.delete("/v1/sessions/ended").expectProblem(410, "ended");
        client.post("/v1/sessions", "{\"userId\":\"ended-user\",\"sessionId\":\"ended\"}")
                .expectProblem(410, "ended");
    }

    @Test
    void an_expired_conversation() {
        client.put("/v1/conversations/over", "{\"userId\":\"over-user\",\"ttl\":\"PT1S\"}")
                .expect(201);
        HANSARD.clock().move(Duration.ofSeconds(2));
        await().untilAsserted(
                        () ->
                                assertThat(
                                                client.get("/v1/conversations/over")
                                                        .json()
                                                        .get("status")
                                                        .asString())
                                        .isEqualTo("expired"));

        client.append("over", GOOD).expectProblem(410, "expired");
        client.patch("/v1/conversations/over", "{\"metadata\":{}}").expectProblem(410, "expired");
        client.post("/v1/conversations/over/clear", "").expectProblem(410, "expired");
    }

    @Test
    void a_deleted_conversation() {
        client.put("/v1/conversations/gone", "{\"userId\":\"gone-user\"}").expect(201);
        Answer deleted = client.delete("/v1/conversations/gone").expect(204);

        client.append("gone", GOOD).expectProblem(410, "deleted");
        client.put("/v1/conversations/gone", "{\"userId\":\"gone-user\"}")
                .expectProblem(410, "deleted");
        client.delete("/v1/conversations/gone").expectProblem(410, "deleted");
        HansardClient reader = client.after(deleted);
        reader.get("/v1/conversations/gone").expectProblem(410, "deleted");
        reader.get("/v1/conversations/gone/window").expectProblem(410, "deleted");
        reader.get("/v1/conversations/gone/messages").expectProblem(410, "deleted");
    }

    @Test
    void the_same_message_id_with_other_content() {
        String message = "{\"messageId\":\"m\",\"role\":\"user\",\"content\":\"first\"}";
        client.put("/v1/conversations/ids", "{\"userId\":\"ids-user\"}").expect(201);
        Answer first = client.append("ids", message).expect(201);

        assertThat(client.append("ids", message).expect(200).json().get("messages"))
                .isEqualTo(first.json().get("messages"));
        client.append("ids", message.replace("first", "other"))
                .expectProblem(409, "already-exists");
        client.append("ids", GOOD, message.replace("first", "other"))
                .expectProblem(409, "already-exists");
        assertThat(client.get("/v1/conversations/ids").json().get("messageCount").asInt())
                .isEqualTo(1);
    }

    @Test
    void an_idempotency_key_used_for_another_request() {
        for (String id : List.of("keyed", "keyed-too")) {
            client.put("/v1/conversations/" + id, "{\"userId\":\"keyed-user\"}").expect(201);
        }
        HansardClient keyed = client.with("Idempotency-Key", "bad-input-key");
        keyed.append("keyed", GOOD).expect(201);

        keyed.append("keyed", Json.userMessage("other"))
                .expectProblem(422, "idempotency-key-reused");
        keyed.append("keyed-too", GOOD).expectProblem(422, "idempotency-key-reused");
    }
}
