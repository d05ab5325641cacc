package dev.hansard.command.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.Inheritance.Origin;
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

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Forks over HTTP: what commands answer, and what they write. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForkApiTest {

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
    void a_fork_is_a_new_conversation_that_goes_on_from_the_last_message() {
        open("plain", 3);

        Reply made = fork("plain", "{\"conversationId\":\"plain-2\"}").expect(201);

        assertThat(made.header("Location")).isEqualTo("/v1/conversations/plain-2");
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.position()).isEqualTo(node.log().size());
        assertThat(made.body().get("conversationId").asString()).isEqualTo("plain-2");
        assertThat(made.body().get("userId").asString()).isEqualTo("ann");
        assertThat(made.body().get("metadata").get("topic").asString()).isEqualTo("flights");
        assertThat(made.body().get("messageCount").asInt()).isEqualTo(3);
        assertThat(made.body().get("turnCount").asInt()).isEqualTo(3);
        Reply said = append("plain-2", 4).expect(201);
        assertThat(said.body().get("messages").get(0).get("sequence").asInt()).isEqualTo(4);
        assertThat(said.body().get("turnCount").asInt()).isEqualTo(4);
        assertThat(append("plain", 9).expect(201).body().get("turnCount").asInt()).isEqualTo(4);
    }

    @Test
    void a_fork_without_a_body_gets_an_id() {
        open("made", 1);

        Reply made = api.post("/v1/conversations/made/fork").expect(201);

        String id = made.body().get("conversationId").asString();
        assertThat(id).startsWith("c_");
        append(id, 2).expect(201);
    }

    @Test
    void a_fork_at_an_earlier_message_is_what_the_parent_was_then() {
        open("earlier", 4);
        api.delete("/v1/conversations/earlier/messages/m2").expect(204);
        append("earlier", 5).expect(201);
        compact("earlier", "{\"summary\":\"up to 3\",\"keepLast\":2}").expect(204);
        append("earlier", 6).expect(201);
        append("earlier", 7).expect(201);
        api.delete("/v1/conversations/earlier/messages/m6").expect(204);
        api.delete("/v1/conversations/earlier/messages/m4").expect(204);

        assertInherited(at("earlier", 7), 7, 4, 2, 1, true);
        // The removals are younger than the seventh message: they are not in its counts, but gone.
        assertInherited(at("earlier", 6), 6, 5, 3, 1, true);
        assertInherited(at("earlier", 5), 5, 4, 2, 0, true);
        assertInherited(at("earlier", 4), 4, 3, 3, 3, false);
        assertInherited(at("earlier", 1), 1, 1, 1, 1, false);
        Reply six = fork("earlier", "{\"at\":6}").expect(201);
        assertThat(six.body().get("messageCount").asInt()).isEqualTo(3);
        assertThat(six.body().get("turnCount").asInt()).isZero();
        assertThat(six.body().get("summary").asString()).isEqualTo("up to 3");
    }

    @Test
    void a_fork_of_a_fork_at_an_inherited_message_is_one_of_the_conversation_that_said_it() {
        open("root", 3);
        fork("root", "{\"conversationId\":\"middle\"}").expect(201);
        append("middle", 4).expect(201);
        append("root", 8).expect(201);
        fork("middle", "{\"conversationId\":\"leaf\"}").expect(201);

        assertThat(at("leaf", 2).origins()).containsExactly(new Origin("root", 2, 3));
        assertThat(at("leaf", 3).origins()).containsExactly(new Origin("root", 3, 4));
        assertThat(at("leaf", 4).origins())
                .containsExactly(new Origin("root", 3, 4), new Origin("middle", 4, 2));
        assertThat(at("leaf", 2).depth()).isEqualTo(3);
    }

    @Test
    void what_the_parent_removes_is_gone_from_the_counts_of_the_child() {
        open("source", 3);
        fork("source", "{\"conversationId\":\"child\"}").expect(201);
        api.delete("/v1/conversations/source/messages/m2").expect(204);

        Reply found = api.put("/v1/conversations/child", "{\"userId\":\"ann\"}").expect(200);
        assertThat(found.body().get("messageCount").asInt()).isEqualTo(2);
        assertThat(found.body().get("turnCount").asInt()).isEqualTo(2);
        assertThat(append("child", 4).expect(201).body().get("turnCount").asInt()).isEqualTo(3);
        assertThat(append("child", 4).expect(200).body().get("turnCount").asInt()).isEqualTo(3);
        compact("child", "{\"summary\":\"x\",\"keepLast\":3}")
                .refused(422, ErrorCode.NOTHING_TO_COMPACT);
        compact("child", "{\"summary\":\"x\",\"keepLast\":2}").expect(204);
        var compacted = (ConversationCompacted) node.log().getLast().payload();
        assertThat(compacted.through()).isEqualTo(2);
        api.post("/v1/conversations/child/compact/undo").expect(204);
        assertThat(append("child", 5).expect(201).body().get("turnCount").asInt()).isEqualTo(4);
    }

    @Test
    void a_compaction_of_a_fork_keeps_inherited_messages_of_every_origin() {
        open("one", 3);
        fork("one", "{\"conversationId\":\"two\"}").expect(201);
        append("two", 4).expect(201);
        fork("two", "{\"conversationId\":\"three\"}").expect(201);
        append("three", 5).expect(201);
        append("one", 6).expect(201);
        append("two", 7).expect(201);

        compact("three", "{\"summary\":\"x\",\"keepLast\":4}").expect(204);

        var compacted = (ConversationCompacted) node.log().getLast().payload();
        assertThat(compacted.through()).isEqualTo(1);
        assertThat(compacted.after().messages()).isEqualTo(4);
        assertThat(compacted.after().bytes() * 5).isEqualTo(compacted.before().bytes() * 4);
    }

    @Test
    void an_inherited_message_is_the_origins_to_remove_and_its_id_is_taken() {
        open("ids", 2);
        fork("ids", "{\"conversationId\":\"ids-2\"}").expect(201);
        append("ids", 3).expect(201);

        api.delete("/v1/conversations/ids-2/messages/m1").refused(422, ErrorCode.INHERITED);
        api.delete("/v1/conversations/ids-2/messages/m3").refused(404, ErrorCode.NOT_FOUND);
        Reply again = append("ids-2", 1).expect(200);
        assertThat(again.body().get("messages").get(0).get("sequence").asInt()).isEqualTo(1);
        assertThat(again.body().get("turnCount").asInt()).isEqualTo(2);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        appendOther("ids-2", 1).refused(409, ErrorCode.ALREADY_EXISTS, "/messages/0/messageId");
        api.delete("/v1/conversations/ids/messages/m1").expect(204);
        append("ids-2", 1).refused(410, ErrorCode.DELETED, "/messages/0/messageId");
        append("ids-2", 3).expect(201);
    }

    @Test
    void a_repeated_fork_is_one_fork_and_answers_the_same() {
        open("repeated", 2);
        compact("repeated", "{\"summary\":\"so far\",\"keepLast\":1}").expect(204);
        Api once = api.with("Idempotency-Key", "fork-once");

        Reply first = once.post("/v1/conversations/repeated/fork", "{}").expect(201);
        api.delete("/v1/conversations/repeated/messages/m2").expect(204);
        Reply again = once.post("/v1/conversations/repeated/fork", "{}").expect(201);

        assertThat(again.replayed()).isTrue();
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.body().get("summary").asString()).isEqualTo("so far");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void a_deleted_parent_is_gone_and_its_child_goes_on() {
        open("gone", 2);
        fork("gone", "{\"conversationId\":\"survivor\"}").expect(201);
        api.delete("/v1/conversations/gone").expect(204);

        fork("gone", "{}").refused(410, ErrorCode.DELETED);
        fork("survivor", "{\"conversationId\":\"gone\"}").refused(410, ErrorCode.DELETED);
        append("survivor", 3).expect(201);
        append("survivor", 1).expect(200);
        assertThat(at("survivor", 1).origins()).containsExactly(new Origin("gone", 1, 2));
    }

    @Test
    void bad_input_is_refused_and_nothing_is_written() {
        open("bad", 2);
        open("taken", 1);
        int before = node.log().size();

        for (String at : new String[] {"0", "-1", "3", "9223372036854775807"}) {
            fork("bad", "{\"at\":" + at + "}").refused(422, ErrorCode.INVALID_REQUEST, "/at");
        }
        for (String at : new String[] {"\"1\"", "1.5", "true", "[]", "1e30"}) {
            fork("bad", "{\"at\":" + at + "}").refused(422, ErrorCode.INVALID_REQUEST, "/at");
        }
        fork("bad", "{\"conversationId\":\"a/b\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/conversationId");
        fork("bad", "{\"conversationId\":\"taken\"}")
                .refused(409, ErrorCode.ALREADY_EXISTS, "/conversationId");
        fork("bad", "{\"conversationId\":\"bad\"}").refused(409, ErrorCode.ALREADY_EXISTS);
        fork("bad", "[]").expect(422);
        fork("bad", "{").refused(400, ErrorCode.MALFORMED_JSON);
        fork("nowhere", "{}").refused(404, ErrorCode.NOT_FOUND);
        fork("nowhere", "{\"conversationId\":\"nowhere\"}").refused(404, ErrorCode.NOT_FOUND);
        api.with("If-Match", "\"2\"")
                .post("/v1/conversations/bad/fork", "{}")
                .refused(412, ErrorCode.VERSION_MISMATCH);

        assertThat(node.log()).hasSize(before);
    }

    @Test
    void the_seventeenth_fork_on_a_fork_is_refused() {
        open("deep-0", 1);
        for (int depth = 1; depth <= 16; depth++) {
            fork("deep-" + (depth - 1), "{\"conversationId\":\"deep-" + depth + "\"}").expect(201);
        }

        fork("deep-16", "{}").refused(422, ErrorCode.FORK_TOO_DEEP);
    }

    private static void assertInherited(
            Inheritance inherited,
            long through,
            long messages,
            long shown,
            int turns,
            boolean summary) {
        assertThat(inherited.through()).isEqualTo(through);
        assertThat(inherited.messages()).isEqualTo(messages);
        assertThat(inherited.liveMessages()).isEqualTo(messages);
        assertThat(inherited.window().kept().plus(inherited.window().said()).messages())
                .isEqualTo(shown);
        assertThat(inherited.window().said().turns()).isEqualTo(turns);
        assertThat(inherited.summary() != null).isEqualTo(summary);
    }

    private static Inheritance at(String id, long at) {
        fork(id, "{\"at\":" + at + "}").expect(201);
        return ((ConversationForked) node.log().getLast().payload()).inherited();
    }

    private static Reply fork(String id, String body) {
        return api.post("/v1/conversations/" + id + "/fork", body);
    }

    private static void open(String id, int messages) {
        String all =
                IntStream.rangeClosed(1, messages)
                        .mapToObj(n -> message(n, "a"))
                        .collect(Collectors.joining(","));
        api.put(
                        "/v1/conversations/" + id,
                        "{\"userId\":\"ann\",\"metadata\":{\"topic\":\"flights\"},\"messages\":["
                                + all
                                + "]}")
                .expect(201);
    }

    private static Reply append(String id, int n) {
        return api.post(
                "/v1/conversations/" + id + "/messages",
                "{\"messages\":[" + message(n, "a") + "]}");
    }

    private static Reply appendOther(String id, int n) {
        return api.post(
                "/v1/conversations/" + id + "/messages",
                "{\"messages\":[" + message(n, "b") + "]}");
    }

    private static String message(int n, String content) {
        return "{\"messageId\":\"m%d\",\"role\":\"user\",\"content\":\"%s\"}".formatted(n, content);
    }

    private static Reply compact(String id, String body) {
        return api.post("/v1/conversations/" + id + "/compact", body);
    }
}
