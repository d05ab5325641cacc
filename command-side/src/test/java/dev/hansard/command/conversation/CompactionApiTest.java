package dev.hansard.command.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
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

/** Compaction over HTTP: what commands answer, and what they write. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompactionApiTest {

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
    void a_compaction_and_its_undoing_are_answered_with_position_and_version() {
        open("plain", 3);

        Reply compacted = compact("plain", "{\"summary\":\"they met\"}").expect(204);
        assertThat(compacted.header("ETag")).isEqualTo("\"5\"");
        assertThat(compacted.position()).isEqualTo(node.log().size());
        Reply undone = undo("plain").expect(204);
        assertThat(undone.header("ETag")).isEqualTo("\"6\"");
        assertThat(undone.position()).isEqualTo(node.log().size());
    }

    @Test
    void a_compaction_writes_its_summary_as_it_was_sent_and_what_it_covers() {
        open("covers", 3);

        compact("covers", "{\"summary\":\"a \\\"b\\\" \\u0000 ü\",\"keepLast\":1}").expect(204);

        var event = (ConversationCompacted) node.log().getLast().payload();
        assertThat(event.summary()).hasToString("\"a \\\"b\\\" \\u0000 ü\"");
        assertThat(event.from()).isEqualTo(1);
        assertThat(event.through()).isEqualTo(2);
        assertThat(event.before().turns()).isEqualTo(3);
        assertThat(event.after().messages()).isEqualTo(1);
        assertThat(event.after().bytes()).isEqualTo(event.before().bytes() / 3);
    }

    @Test
    void removed_messages_are_not_among_those_that_are_kept() {
        open("removed", 5);
        api.delete("/v1/conversations/removed/messages/m3").expect(204);
        api.delete("/v1/conversations/removed/messages/m5").expect(204);

        compact("removed", "{\"summary\":\"x\",\"keepLast\":2}").expect(204);

        var event = (ConversationCompacted) node.log().getLast().payload();
        assertThat(event.through()).isEqualTo(1);
        assertThat(event.before().messages()).isEqualTo(3);
        assertThat(event.after().messages()).isEqualTo(2);
        compact("removed", "{\"summary\":\"x\",\"keepLast\":2}")
                .refused(422, ErrorCode.NOTHING_TO_COMPACT);
    }

    @Test
    void many_messages_can_be_kept() {
        open("many", 100);
        for (int batch = 0; batch < 4; batch++) {
            append("many", 100).expect(201);
        }

        compact("many", "{\"summary\":\"x\",\"keepLast\":450}").expect(204);

        assertThat(((ConversationCompacted) node.log().getLast().payload()).through())
                .isEqualTo(50);
    }

    @Test
    void turns_are_counted_from_the_compaction_on_and_again_before_it_when_undone() {
        open("turns", 20);
        assertThat(compactionDue("turns", 1)).isTrue();

        compact("turns", "{\"summary\":\"x\"}").expect(204);
        assertThat(turnCount("turns", 1)).isEqualTo(1);
        assertThat(compactionDue("turns", 1)).isFalse();
        undo("turns").expect(204);
        assertThat(turnCount("turns", 1)).isEqualTo(24);
    }

    @Test
    void an_undoing_names_the_summary_that_holds_again() {
        open("twice", 1);
        compact("twice", "{\"summary\":\"one\"}").expect(204);
        append("twice", 1).expect(201);
        compact("twice", "{\"summary\":\"two\"}").expect(204);

        undo("twice").expect(204);
        assertThat(((CompactionUndone) node.log().getLast().payload()).summary()).isEqualTo(3L);
        undo("twice").expect(204);
        assertThat(((CompactionUndone) node.log().getLast().payload()).summary()).isNull();
        undo("twice").refused(422, ErrorCode.NOTHING_TO_UNDO);
    }

    @Test
    void whoever_opens_a_compacted_one_gets_its_summary() {
        open("shown", 1);
        compact("shown", "{\"summary\":\"one\"}").expect(204);
        append("shown", 1).expect(201);
        compact("shown", "{\"summary\":\"two\"}").expect(204);

        Reply found = api.put("/v1/conversations/shown", "{\"userId\":\"ann\"}").expect(200);
        assertThat(found.body().get("summary").asString()).isEqualTo("two");
        undo("shown").expect(204);
        found = api.put("/v1/conversations/shown", "{\"userId\":\"ann\"}").expect(200);
        assertThat(found.body().get("summary").asString()).isEqualTo("one");
        api.post("/v1/conversations/shown/clear").expect(204);
        found = api.put("/v1/conversations/shown", "{\"userId\":\"ann\"}").expect(200);
        assertThat(found.body().has("summary")).isFalse();
        undo("shown").refused(422, ErrorCode.NOTHING_TO_UNDO);
    }

    @Test
    void a_repeated_compaction_is_one_compaction() {
        open("repeated", 2);
        Api once = api.with("Idempotency-Key", "compact-once");

        String path = "/v1/conversations/repeated/compact";
        Reply first = once.post(path, "{\"summary\":\"x\"}").expect(204);
        Reply again = once.post(path, "{\"summary\":\"x\"}").expect(204);

        assertThat(again.replayed()).isTrue();
        assertThat(again.position()).isEqualTo(first.position());
    }

    @Test
    void bad_input_is_refused_and_nothing_is_written() {
        open("bad", 2);
        int before = node.log().size();

        for (String body : new String[] {"{}", "{\"summary\":null}", "{\"summary\":7}"}) {
            compact("bad", body).refused(422, ErrorCode.INVALID_REQUEST, "/summary");
        }
        compact("bad", "{\"summary\":\"\"}").refused(422, ErrorCode.INVALID_REQUEST, "/summary");
        compact("bad", "{\"summary\":\" \\t\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/summary");
        compact("bad", "{\"summary\":\"x\",\"keepLast\":-1}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/keepLast");
        compact("bad", "{\"summary\":\"x\",\"keepLast\":1001}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/keepLast");
        compact("bad", "{\"summary\":\"x\",\"keepLast\":\"1\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/keepLast");
        compact("bad", "{\"summary\":\"x\",\"keepLast\":2}")
                .refused(422, ErrorCode.NOTHING_TO_COMPACT);
        compact("bad", "{\"summary\":\"" + "x".repeat(262_143) + "\"}")
                .refused(413, ErrorCode.TOO_LARGE);
        undo("bad").refused(422, ErrorCode.NOTHING_TO_UNDO);
        compact("nowhere", "{\"summary\":\"x\"}").refused(404, ErrorCode.NOT_FOUND);
        undo("nowhere").refused(404, ErrorCode.NOT_FOUND);
        api.with("If-Match", "\"2\"")
                .post("/v1/conversations/bad/compact", "{\"summary\":\"x\"}")
                .refused(412, ErrorCode.VERSION_MISMATCH);

        assertThat(node.log()).hasSize(before);
        compact("bad", "{\"summary\":\"" + "x".repeat(262_142) + "\"}").expect(204);
    }

    @Test
    void a_deleted_one_is_gone_for_both() {
        open("gone", 1);
        api.delete("/v1/conversations/gone").expect(204);

        compact("gone", "{\"summary\":\"x\"}").refused(410, ErrorCode.DELETED);
        undo("gone").refused(410, ErrorCode.DELETED);
    }

    private static void open(String id, int messages) {
        api.put(
                        "/v1/conversations/" + id,
                        "{\"userId\":\"ann\",\"messages\":[" + messages(1, messages) + "]}")
                .expect(201);
    }

    private static Reply append(String id, int messages) {
        return api.post(
                "/v1/conversations/" + id + "/messages",
                "{\"messages\":["
                        + messages(1, messages).replaceAll("\"messageId\":\"m\\d+\",", "")
                        + "]}");
    }

    private static int turnCount(String id, int messages) {
        return append(id, messages).expect(201).body().get("turnCount").asInt();
    }

    private static boolean compactionDue(String id, int messages) {
        return append(id, messages).expect(201).body().get("compactionDue").asBoolean();
    }

    private static Reply compact(String id, String body) {
        return api.post("/v1/conversations/" + id + "/compact", body);
    }

    private static Reply undo(String id) {
        return api.post("/v1/conversations/" + id + "/compact/undo");
    }

    private static String messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(
                        n ->
                                "{\"messageId\":\"m%d\",\"role\":\"user\",\"content\":\"a\"}"
                                        .formatted(n))
                .collect(Collectors.joining(","));
    }
}
