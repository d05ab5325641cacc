package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Collections;

/** Every kind of bad input: refused as a problem document, and nothing of it is written. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BadInputTest {

    private static final InProcessHansard HANSARD = InProcessHansard.shared();
    private static final String MESSAGES = "/v1/conversations/strict/messages";
    private static final String GOOD = Json.userMessage("good");
    private static final int MEBIBYTE = 1024 * 1024;

    private final HansardClient client = HANSARD.client();
    private String before;

    @BeforeAll
    static void open() {
        HANSARD.client()
                .post(
                        "/v1/sessions",
                        "{\"userId\":\"strict-user\",\"sessionId\":\"strict-desk\",\"ttl\":\"never\"}")
                .expect(201);
        HANSARD.client()
                .put(
                        "/v1/conversations/strict",
                        "{\"userId\":\"strict-user\",\"sessionId\":\"strict-desk\","
                                + "\"ttl\":\"never\",\"messages\":["
                                + GOOD
                                + "]}")
                .expect(201);
    }

    @BeforeEach
    void look() {
        before = everything();
    }

    @AfterEach
    void nothing_was_written() {
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void malformed_JSON() {
        client.post(MESSAGES, "{\"messages\":[" + GOOD + "]").expectProblem(400, "malformed-json");
        client.post(MESSAGES, "{'messages':[]}").expectProblem(400, "malformed-json");
        client.post(MESSAGES, "").expectProblem(400, "malformed-json");
        client.post(MESSAGES, "{\"messages\":[" + GOOD + "]} and more")
                .expectProblem(400, "malformed-json");
    }

    @Test
    void text_that_is_not_UTF_8() {
        byte[] latin = Json.messages(Json.userMessage("caf\u00e9")).getBytes(ISO_8859_1);

        client.exchange("POST", MESSAGES, latin).expectProblem(400, "malformed-json");
    }

    @Test
    void wrong_types() {
        refused("{\"messages\":{}}", "/messages");
        refused("{\"messages\":[" + GOOD + ",\"text\"]}", "/messages/1");
        refused("{\"messages\":[{\"role\":\"user\",\"content\":7}]}", "/messages/0/content");
        refused("{\"messages\":[{\"role\":1,\"content\":\"c\"}]}", "/messages/0/role");
        refused(
                "{\"messages\":[{\"role\":\"tool\",\"content\":\"c\",\"tool_call_id\":1}]}",
                "/messages/0/tool_call_id");
        client.patch("/v1/conversations/strict", "{\"metadata\":[1]}")
                .expectProblem(422, "invalid-request");
        client.patch("/v1/conversations/strict", "{\"maxTurnsBeforeCompact\":\"20\"}")
                .expectProblem(422, "invalid-request");
        client.patch("/v1/conversations/strict", "{\"ttl\":\"an hour\"}")
                .expectProblem(422, "invalid-request");
    }

    @Test
    void unknown_role() {
        refused(
                "{\"messages\":[" + GOOD + ",{\"role\":\"narrator\",\"content\":\"c\"}]}",
                "/messages/1/role");
        refused("{\"messages\":[{\"content\":\"c\"}]}", "/messages/0/role");
    }

    @Test
    void an_empty_batch() {
        refused("{\"messages\":[]}", "/messages");
        refused("{}", "/messages");
        refused("{\"messages\":null}", "/messages");
    }

    @Test
    void a_hundred_and_one_messages() {
        refused(Json.messages(Collections.nCopies(101, GOOD).toArray(String[]::new)), "/messages");
    }

    @Test
    void one_bad_message_among_good_ones() {
        refused(
                Json.messages(GOOD, GOOD, "{\"role\":\"user\",\"content\":7}"),
                "/messages/2/content");
    }

    @Test
    void a_message_over_the_limit_is_refused_before_it_is_all_there() throws IOException {
        String part = "{\"type\":\"text\",\"text\":\"" + "x".repeat(100_000) + "\"},";
        byte[] begin =
                ("{\"messages\":[{\"role\":\"user\",\"content\":[" + part.repeat(20))
                        .getBytes(UTF_8);

        String answer = RawHttp.beginOf(client.port(), MESSAGES, 7L * MEBIBYTE, begin);

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json", "\"code\":\"too-large\"");
    }

    @Test
    void one_text_over_the_limit_is_refused_before_it_is_all_there() throws IOException {
        byte[] begin =
                ("{\"messages\":[{\"role\":\"user\",\"content\":\""
                                + "x".repeat(MEBIBYTE + MEBIBYTE / 4))
                        .getBytes(UTF_8);

        String answer = RawHttp.beginOf(client.port(), MESSAGES, 7L * MEBIBYTE, begin);

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json", "\"code\":\"too-large\"");
    }

    @Test
    void a_body_over_the_limit_is_refused_without_reading_it() throws IOException {
        String answer =
                RawHttp.beginOf(client.port(), MESSAGES, 1024L * MEBIBYTE, "{".getBytes(UTF_8));

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json", "\"code\":\"too-large\"");
    }

    @Test
    void messages_that_each_fit_in_a_body_that_does_not() {
        String message = Json.userMessage("x".repeat(MEBIBYTE - 100));
        String tooMuch = Json.messages(Collections.nCopies(9, message).toArray(String[]::new));

        client.post(MESSAGES, tooMuch).expectProblem(413, "too-large");
    }

    @Test
    void an_id_with_forbidden_characters() {
        for (String id : new String[] {"a%20b", "%2Fa", ".a", "-a", ":a", "a%00b", "%C3%A9"}) {
            client.put("/v1/conversations/" + id, "{\"userId\":\"strict-user\"}")
                    .expectProblem(id.equals("%2Fa") || id.equals("a%00b") ? 400 : 422, code(id));
        }
        for (String id : new String[] {"a b", "a/b", ".a", "", "a\u0000b", "\u00e9"}) {
            client.post(
                            "/v1/conversations",
                            "{\"userId\":\"strict-user\",\"conversationId\":" + Json.text(id) + "}")
                    .expectProblem(422, "invalid-request");
            client.post("/v1/sessions", "{\"userId\":" + Json.text(id) + "}")
                    .expectProblem(422, "invalid-request");
            refused(
                    "{\"messages\":[{\"messageId\":"
                            + Json.text(id)
                            + ",\"role\":\"user\",\"content\":\"c\"}]}",
                    "/messages/0/messageId");
        }
    }

    @Test
    void an_id_of_129_characters() {
        String id = "a".repeat(129);

        client.put("/v1/conversations/" + id, "{\"userId\":\"strict-user\"}")
                .expectProblem(422, "invalid-request");
        client.get("/v1/conversations/" + id).expectProblem(422, "invalid-request");
        client.put("/v1/users/" + id + "/session", "{}").expectProblem(422, "invalid-request");
        client.put("/v1/sessions/strict-desk/state/" + id, "{\"value\":1}")
                .expectProblem(422, "invalid-request");
    }

    @Test
    void a_lone_surrogate() {
        client.post(MESSAGES, "{\"messages\":[{\"role\":\"user\",\"content\":\"\\ud800\"}]}")
                .expectProblem(422, "invalid-text");
        client.post(MESSAGES, "{\"messages\":[{\"role\":\"user\",\"content\":\"\\udc00\\ud800\"}]}")
                .expectProblem(422, "invalid-text");
        client.put("/v1/sessions/strict-desk/state/k", "{\"value\":{\"\\udfff\":1}}")
                .expectProblem(422, "invalid-text");
    }

    @Test
    void nesting_over_64() {
        String deep = "[".repeat(64) + "]".repeat(64);

        client.put("/v1/sessions/strict-desk/state/k", "{\"value\":[" + deep + "]}")
                .expectProblem(422, "too-deep");
        client.post(
                        MESSAGES,
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"c\",\"x\":" + deep + "}]}")
                .expectProblem(422, "too-deep");
    }

    @Test
    void the_same_key_twice() {
        client.post(
                        MESSAGES,
                        "{\"messages\":[{\"role\":\"user\",\"role\":\"user\",\"content\":\"c\"}]}")
                .expectProblem(400, "duplicate-key");
        client.post(MESSAGES, "{\"messages\":[" + GOOD + "],\"messages\":[" + GOOD + "]}")
                .expectProblem(400, "duplicate-key");
    }

    @Test
    void a_number_of_more_than_a_thousand_characters() {
        Answer answer =
                client.put(
                        "/v1/sessions/strict-desk/state/k",
                        "{\"value\":" + "9".repeat(1_001) + "}");

        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.code()).isNotEmpty();
    }

    @Test
    void what_is_not_there_or_not_allowed_is_a_problem_document_too() {
        client.get("/nothing").expectProblem(404, "not-found");
        client.put(MESSAGES, "{}").expectProblem(405, "method-not-allowed");
        client.post(MESSAGES, "a=b", "Content-Type", "application/x-www-form-urlencoded")
                .expectProblem(415, "unsupported-media-type");
        client.get("/v1/conversations?limit=0").expectProblem(422, "invalid-request");
        client.get("/v1/conversations?limit=1001").expectProblem(422, "invalid-request");
        client.get("/v1/conversations?after=x").expectProblem(422, "invalid-request");
    }

    private void refused(String body, String pointer) {
        Answer answer = client.post(MESSAGES, body).expectProblem(422, "invalid-request");
        assertThat(answer.json().at("/errors/0/pointer").asString(""))
                .as(answer.body())
                .isEqualTo(pointer);
    }

    /** What a path segment is refused as: what Tomcat itself does not take never becomes an id. */
    private static String code(String id) {
        return id.equals("%2Fa") || id.equals("a%00b") ? "malformed-request" : "invalid-request";
    }

    private String everything() {
        return client.get("/v1/conversations/strict").expect(200).body()
                + client.get(MESSAGES).expect(200).body()
                + client.get("/v1/sessions/strict-desk").expect(200).body();
    }
}
