package dev.hansard.command.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.command.Api;
import dev.hansard.command.Api.Reply;
import dev.hansard.command.CommandNode;
import dev.hansard.command.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Conversations and their messages over HTTP: what commands answer, and what they write. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConversationApiTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static CommandNode node;
    private static Api api;

    @BeforeAll
    static void start() {
        node = CommandNode.start(DATABASE.url(), new SettableClock());
        api = node.api();
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void a_created_conversation_is_answered_whole() {
        Reply reply =
                api.post(
                                "/v1/conversations",
                                """
                                {"userId":"ann","conversationId":"whole","metadata":{"a":1e400},
                                 "messages":[{"role":"user","content":"hi"}]}""")
                        .expect(201);

        assertThat(reply.header("Location")).isEqualTo("/v1/conversations/whole");
        assertThat(reply.header("ETag")).isEqualTo("\"2\"");
        assertThat(reply.text())
                .isEqualTo(
                        """
                        {"conversationId":"whole","userId":"ann","status":"active",\
                        "metadata":{"a":1e400},"messageCount":1,"turnCount":1,\
                        "maxTurnsBeforeCompact":20,"autoCompact":true,\
                        "createdAt":"2026-03-04T05:06:07Z","lastActivityAt":"2026-03-04T05:06:07Z",\
                        "expiresAt":"2026-03-05T05:06:07Z","version":2}""");
    }

    @Test
    void a_conversation_without_an_id_gets_one() {
        JsonNode made = api.post("/v1/conversations", "{\"userId\":\"a\"}").expect(201).body();

        assertThat(made.get("conversationId").asString()).matches("c_[a-z2-7]{26}");
    }

    @Test
    void a_conversation_takes_its_defaults_from_its_session() {
        api.post(
                        "/v1/sessions",
                        """
                        {"userId":"sue","sessionId":"sue-1",
                         "preferences":{"maxTurnsBeforeCompact":1,"autoCompact":true}}""")
                .expect(201);
        open("from-session", "{\"userId\":\"sue\",\"sessionId\":\"sue-1\"}").expect(201);

        JsonNode appended = append("from-session", "{\"role\":\"user\"}").expect(201).body();
        assertThat(appended.get("compactionDue").asBoolean()).isTrue();
        open("other-session", "{\"userId\":\"ann\",\"sessionId\":\"sue-1\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/sessionId");
        open("no-session", "{\"userId\":\"ann\",\"sessionId\":\"none\"}")
                .refused(404, ErrorCode.NOT_FOUND);
    }

    @Test
    void get_or_create_finds_what_is_there_and_changes_nothing() {
        Reply created = open("twice", "{\"userId\":\"ann\"}").expect(201);
        Reply found =
                open("twice", "{\"userId\":\"ann\",\"messages\":[{\"role\":\"user\"}]}")
                        .expect(200);

        assertThat(found.body()).isEqualTo(created.body());
        open("twice", "{\"userId\":\"bob\"}").refused(409, ErrorCode.ALREADY_EXISTS);
        api.post("/v1/conversations", "{\"userId\":\"ann\",\"conversationId\":\"twice\"}")
                .refused(409, ErrorCode.ALREADY_EXISTS);
        open("twice", "{\"userId\":\"ann\",\"conversationId\":\"else\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/conversationId");
    }

    @Test
    void an_append_says_where_its_messages_are() {
        open("places", "{\"userId\":\"ann\"}");

        Reply reply =
                append("places", "{\"role\":\"user\",\"messageId\":\"m1\"},{\"role\":\"tool\"}")
                        .expect(201);

        JsonNode messages = reply.body().get("messages");
        assertThat(messages.get(0).toString())
                .isEqualTo(
                        "{\"messageId\":\"m1\",\"sequence\":1,\"position\":%d}"
                                .formatted(reply.position() - 1));
        assertThat(messages.get(1).get("messageId").asString()).matches("m_[a-z2-7]{26}");
        assertThat(messages.get(1).get("sequence").asInt()).isEqualTo(2);
        assertThat(messages.get(1).get("position").asLong()).isEqualTo(reply.position());
        assertThat(reply.body().get("turnCount").asInt()).isEqualTo(1);
        assertThat(reply.header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void a_repeated_message_is_answered_with_its_first_place() {
        open("dedupe", "{\"userId\":\"ann\"}");
        String m1 = "{\"messageId\":\"m1\",\"role\":\"user\",\"content\":\"a\"}";
        Reply first = append("dedupe", m1).expect(201);
        append("dedupe", "{\"role\":\"user\"}").expect(201);
        long before = node.log().size();

        Reply same = append("dedupe", m1).expect(200);
        Reply reordered =
                append("dedupe", "{\"content\":\"a\",\"role\":\"user\",\"messageId\":\"m1\"}")
                        .expect(200);

        assertThat(same.text()).isEqualTo(first.text()).isEqualTo(reordered.text());
        assertThat(node.log()).hasSize((int) before);
        append("dedupe", m1.replace("\"a\"", "\"b\""))
                .refused(409, ErrorCode.ALREADY_EXISTS, "/messages/0/messageId");
    }

    @Test
    void a_batch_of_known_and_new_messages_adds_the_new_ones() {
        open("mixed", "{\"userId\":\"ann\"}");
        String m1 = "{\"messageId\":\"m1\",\"role\":\"user\"}";
        String m2 = "{\"messageId\":\"m2\",\"role\":\"user\"}";
        String m3 = "{\"messageId\":\"m3\",\"role\":\"user\"}";
        JsonNode first = append("mixed", m2).expect(201).body().get("messages").get(0);

        Reply reply = append("mixed", m1 + "," + m2 + "," + m3).expect(201);

        assertThat(reply.body().get("messages").get(1)).isEqualTo(first);
        assertThat(reply.body().get("messages").valueStream().map(m -> m.get("sequence").asInt()))
                .containsExactly(2, 1, 3);
        assertThat(reply.body().get("messages").get(0).get("position").asLong())
                .isEqualTo(reply.position() - 1);
        assertThat(reply.body().get("turnCount").asInt()).isEqualTo(3);
    }

    @Test
    void a_removed_message_stays_removed() {
        open("removed", "{\"userId\":\"ann\"}");
        String m1 = "{\"messageId\":\"m1\",\"role\":\"user\"}";
        append("removed", m1).expect(201);

        Reply removed = api.delete("/v1/conversations/removed/messages/m1").expect(204);

        assertThat(removed.header("ETag")).isEqualTo("\"3\"");
        api.delete("/v1/conversations/removed/messages/m1").refused(410, ErrorCode.DELETED);
        append("removed", m1).refused(410, ErrorCode.DELETED, "/messages/0/messageId");
        api.delete("/v1/conversations/removed/messages/m2").refused(404, ErrorCode.NOT_FOUND);
    }

    @Test
    void a_deleted_conversation_is_gone_for_every_command() {
        open("gone", "{\"userId\":\"ann\",\"messages\":[{\"role\":\"user\",\"messageId\":\"m\"}]}");
        assertThat(api.delete("/v1/conversations/gone").expect(204).header("ETag"))
                .isEqualTo("\"3\"");

        open("gone", "{\"userId\":\"ann\"}").refused(410, ErrorCode.DELETED);
        append("gone", "{\"role\":\"user\"}").refused(410, ErrorCode.DELETED);
        api.delete("/v1/conversations/gone").refused(410, ErrorCode.DELETED);
        api.delete("/v1/conversations/gone/messages/m").refused(410, ErrorCode.DELETED);
        api.delete("/v1/conversations/gone/messages/other").refused(410, ErrorCode.DELETED);
        api.patch("/v1/conversations/gone", "{}").refused(410, ErrorCode.DELETED);
        api.post("/v1/conversations/gone/clear").refused(410, ErrorCode.DELETED);
    }

    @Test
    void unknown_conversations_are_not_found() {
        append("none", "{\"role\":\"user\"}").refused(404, ErrorCode.NOT_FOUND);
        api.delete("/v1/conversations/none").refused(404, ErrorCode.NOT_FOUND);
        api.delete("/v1/conversations/none/messages/m").refused(404, ErrorCode.NOT_FOUND);
        open("acme-only", "{\"userId\":\"ann\"}").expect(201);
        api.with("Hansard-Tenant", "other")
                .post("/v1/conversations/acme-only/clear")
                .refused(404, ErrorCode.NOT_FOUND);
    }

    @Test
    void clear_and_patch_change_the_version() {
        open("cleared", "{\"userId\":\"ann\",\"messages\":[{\"role\":\"user\"}]}");

        assertThat(api.post("/v1/conversations/cleared/clear").expect(204).header("ETag"))
                .isEqualTo("\"3\"");
        assertThat(
                        api.patch("/v1/conversations/cleared", "{\"metadata\":{\"a\":1}}")
                                .expect(204)
                                .header("ETag"))
                .isEqualTo("\"4\"");
        assertThat(append("cleared", "{\"role\":\"user\"}").body().get("turnCount").asInt())
                .isEqualTo(1);
        api.with("If-Match", "\"4\"")
                .post("/v1/conversations/cleared/messages", messages("{\"role\":\"user\"}"))
                .refused(412, ErrorCode.VERSION_MISMATCH);
    }

    @Test
    void messages_that_break_a_rule_are_refused_where_they_stand() {
        open("rules", "{\"userId\":\"ann\"}");
        long before = node.log().size();

        assertInvalid("{\"content\":\"x\"}", "/messages/0/role");
        assertInvalid("{\"role\":\"robot\"}", "/messages/0/role");
        assertInvalid("{\"role\":7}", "/messages/0/role");
        assertInvalid(
                "{\"role\":\"user\"},{\"role\":\"user\",\"content\":{}}", "/messages/1/content");
        assertInvalid("{\"role\":\"user\",\"content\":1}", "/messages/0/content");
        assertInvalid("{\"role\":\"user\",\"messageId\":null}", "/messages/0/messageId");
        assertInvalid("{\"role\":\"user\",\"messageId\":\"-a\"}", "/messages/0/messageId");
        assertInvalid("{\"role\":\"user\",\"tool_calls\":{}}", "/messages/0/tool_calls");
        assertInvalid("{\"role\":\"user\",\"tool_call_id\":1}", "/messages/0/tool_call_id");
        assertInvalid("{\"role\":\"user\",\"position\":1}", "/messages/0/position");
        assertInvalid("7", "/messages/0");
        assertInvalid("null", "/messages/0");
        assertInvalid("", "/messages");
        assertInvalid(
                "{\"role\":\"user\",\"messageId\":\"m\"},{\"role\":\"user\",\"messageId\":\"m\"}",
                "/messages/1/messageId");
        api.post("/v1/conversations/rules/messages", "{}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/messages");
        append(
                        "rules",
                        IntStream.range(0, 101)
                                .mapToObj(i -> "{\"role\":\"user\"}")
                                .collect(Collectors.joining(",")))
                .refused(422, ErrorCode.INVALID_REQUEST, "/messages");

        assertThat(node.log()).hasSize((int) before);
    }

    @Test
    void whatever_else_a_message_holds_is_kept_as_given() {
        open("kept", "{\"userId\":\"ann\"}");
        String message =
                """
                {"x":1.10,"role":"assistant","content":null,"tool_calls":null,"name":"\\u0000",\
                "tool_call_id":null,"big":12345678901234567890}""";

        append("kept", message).expect(201);

        assertThat(new String(node.log().getLast().plainPayload().get()))
                .endsWith("\"message\":" + message + "}");
    }

    private static void assertInvalid(String messages, String pointer) {
        append("rules", messages).refused(422, ErrorCode.INVALID_REQUEST, pointer);
    }

    private static Reply open(String id, String body) {
        return api.put("/v1/conversations/" + id, body);
    }

    private static Reply append(String id, String messages) {
        return api.post("/v1/conversations/" + id + "/messages", messages(messages));
    }

    private static String messages(String messages) {
        return "{\"messages\":[" + messages + "]}";
    }
}
