package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.Consumer;

/**
 * What an agent does in its day, from first session to last word: the same over one process and
 * over several. Its ids are its own.
 */
final class Scenario {

    private static final String CALL =
            """
            {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",\
            "function":{"name":"search","arguments":"{\\"to\\":\\"OSL\\"}"}}]}""";
    private static final String RESULT =
            "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"[\\\"SK4035\\\"]\"}";

    private final HansardClient commands;
    private final List<HansardClient> queries;

    Scenario(HansardClient commands, List<HansardClient> queries) {
        this.commands = commands;
        this.queries = queries;
    }

    void run() {
        workOnASession();
        talk();
        forget();
    }

    private void workOnASession() {
        Answer created =
                commands.post(
                                "/v1/sessions",
                                """
                                {"userId":"sam","sessionId":"sam-desk","metadata":{"channel":"web"}}""")
                        .expect(201);
        assertThat(created.header("Location")).endsWith("/v1/sessions/sam-desk");
        assertThat(created.etag()).isEqualTo("\"1\"");
        commands.put("/v1/sessions/sam-desk/state/flow", "{\"value\":{\"step\":\"dates\"}}")
                .expect(204);
        Answer patched =
                commands.patch(
                                "/v1/sessions/sam-desk/state",
                                "{\"a\":{\"value\":[1.10,null]},\"b\":{\"value\":1}}")
                        .expect(204);
        commands.put("/v1/users/sam/session", "{}").expect(200);

        everywhere(
                patched,
                reader -> {
                    JsonNode session = reader.get("/v1/sessions/sam-desk").expect(200).json();
                    assertThat(session.get("status").asString()).isEqualTo("active");
                    assertThat(session.at("/metadata/channel").asString()).isEqualTo("web");
                    assertThat(session.get("state").toString())
                            .isEqualTo("{\"flow\":{\"step\":\"dates\"},\"a\":[1.10,null],\"b\":1}");
                    assertThat(reader.get("/v1/users/sam/session").expect(200).json())
                            .isEqualTo(session);
                    assertThat(reader.get("/v1/sessions?userId=sam").expect(200).data())
                            .containsExactly(session);
                    assertThat(
                                    reader.get("/v1/stats/sessions?status=active")
                                            .expect(200)
                                            .json()
                                            .get("count")
                                            .asInt())
                            .isPositive();
                });
    }

    private void talk() {
        commands.post(
                        "/v1/conversations",
                        """
                        {"userId":"sam","conversationId":"sam-trip","sessionId":"sam-desk"}""")
                .expect(201);
        commands.put("/v1/conversations/sam-trip", "{\"userId\":\"sam\"}").expect(200);
        commands.append("sam-trip", Json.userMessage("A flight to Oslo, please."), CALL, RESULT)
                .expect(201);
        HansardClient retrying = commands.with("Idempotency-Key", "sam-1");
        String last = "{\"messageId\":\"last\",\"role\":\"assistant\",\"content\":\"09:10.\"}";
        Answer said = retrying.append("sam-trip", last).expect(201);
        Answer again = retrying.append("sam-trip", last).expect(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(said.body());
        assertThat(again.position()).isEqualTo(said.position());

        everywhere(
                said,
                reader -> {
                    JsonNode window = reader.get("/v1/conversations/sam-trip/window").json();
                    assertThat(window.get("messages")).hasSize(4);
                    assertThat(Json.asSent(window.at("/messages/1"))).isEqualTo(CALL);
                    assertThat(window.get("turnCount").asInt()).isEqualTo(1);
                    // A window of two would begin between the call and its result.
                    assertThat(
                                    reader.get("/v1/conversations/sam-trip/window?messages=2")
                                            .json()
                                            .get("messages"))
                            .hasSize(1);
                    assertThat(reader.get("/v1/users/sam/messages").data()).hasSize(4);
                    assertThat(reader.get("/v1/sessions/sam-desk/messages").data()).hasSize(4);
                    assertThat(
                                    reader.get("/v1/conversations/sam-trip/messages?limit=3")
                                            .expect(200)
                                            .data())
                            .hasSize(3);
                    reader.get("/v1/conversations/sam-trip/messages/last").expect(200);
                    assertThat(reader.get("/v1/conversations?userId=sam").expect(200).data())
                            .extracting(talk -> talk.get("messageCount").asInt())
                            .containsExactly(4);
                    assertThat(
                                    reader.get("/v1/audit/events?conversationId=sam-trip")
                                            .expect(200)
                                            .data())
                            .hasSize(5);
                });
    }

    private void forget() {
        Answer removed = commands.delete("/v1/conversations/sam-trip/messages/last").expect(204);
        everywhere(
                removed,
                reader -> {
                    assertThat(reader.get("/v1/users/sam/messages").data()).hasSize(3);
                    reader.get("/v1/conversations/sam-trip/messages/last")
                            .expectProblem(410, "deleted");
                });
        Answer cleared = commands.post("/v1/conversations/sam-trip/clear", "").expect(204);
        everywhere(
                cleared,
                reader -> {
                    assertThat(reader.get("/v1/users/sam/messages").data()).isEmpty();
                    assertThat(reader.get("/v1/conversations/sam-trip/messages").data()).hasSize(3);
                });
        Answer deleted = commands.delete("/v1/conversations/sam-trip").expect(204);
        commands.append("sam-trip", Json.userMessage("hello?")).expectProblem(410, "deleted");
        everywhere(
                deleted,
                reader ->
                        reader.get("/v1/conversations/sam-trip/window")
                                .expectProblem(410, "deleted"));
        Answer ended = commands.delete("/v1/sessions/sam-desk").expect(200);
        assertThat(ended.json().get("status").asString()).isEqualTo("ended");
        everywhere(
                ended,
                reader -> {
                    JsonNode session = reader.get("/v1/sessions/sam-desk").expect(200).json();
                    assertThat(session.get("status").asString()).isEqualTo("ended");
                    assertThat(session.get("state")).isEmpty();
                    reader.get("/v1/users/sam/session").expectProblem(404, "not-found");
                });
    }

    /** Every node has to show what a command answered, whichever node it reached. */
    private void everywhere(Answer written, Consumer<HansardClient> check) {
        queries.forEach(query -> check.accept(query.after(written)));
    }
}
