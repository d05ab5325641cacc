package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** A conversation goes on twice: what the two share, and what each has of its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForkTest {

    private static final InProcessHansard HANSARD = InProcessHansard.shared();

    private final HansardClient client = HANSARD.client();

    @Test
    void a_fork_shows_what_was_said_before_it_and_where() {
        talk("f-show", "PT24H", "m1", "m2", "m3");
        fork("f-show", "{\"conversationId\":\"f-shown\",\"at\":2}");
        say("f-show", "m4");
        HansardClient reader = client.after(say("f-shown", "n3"));

        assertThat(messages(reader, "f-shown")).containsExactly("m1", "m2", "n3");
        JsonNode first = reader.get("/v1/conversations/f-shown/messages/m1").expect(200).json();
        JsonNode told = reader.get("/v1/conversations/f-show/messages/m1").expect(200).json();
        assertThat(first.get("from").asString()).isEqualTo("f-show");
        assertThat(told.has("from")).isFalse();
        for (String field : List.of("sequence", "position", "at", "content")) {
            assertThat(first.get(field)).isEqualTo(told.get(field));
        }
        JsonNode own = reader.get("/v1/conversations/f-shown/messages/n3").expect(200).json();
        assertThat(own.has("from")).isFalse();
        assertThat(own.get("sequence").asInt()).isEqualTo(3);
        reader.get("/v1/conversations/f-shown/messages/m3").expectProblem(404, "not-found");
        assertThat(messages(reader, "f-show")).containsExactly("m1", "m2", "m3", "m4");
    }

    @Test
    void what_the_parent_removes_is_gone_from_a_fork_that_is_in_memory() {
        talk("f-warm", "PT24H", "m1", "m2", "m3");
        HansardClient warm = client.after(fork("f-warm", "{\"conversationId\":\"f-warmed\"}"));
        assertThat(window(warm, "f-warmed")).containsExactly("m1", "m2", "m3");

        HansardClient after =
                client.after(client.delete("/v1/conversations/f-warm/messages/m2").expect(204));

        assertThat(window(after, "f-warmed")).containsExactly("m1", "m3");
        assertThat(messages(after, "f-warmed")).containsExactly("m1", "m3");
        JsonNode shown = after.get("/v1/conversations/f-warmed").expect(200).json();
        assertThat(shown.get("messageCount").asInt()).isEqualTo(2);
        assertThat(shown.get("turnCount").asInt()).isEqualTo(2);
        after.get("/v1/conversations/f-warmed/messages/m2").expectProblem(410, "deleted");
        client.delete("/v1/conversations/f-warmed/messages/m1").expectProblem(422, "inherited");
    }

    @Test
    void a_deleted_or_expired_parent_is_readable_through_its_forks() {
        talk("f-gone", "PT24H", "m1", "m2");
        fork("f-gone", "{\"conversationId\":\"f-left\"}");
        talk("f-idle", "PT1M", "i1");
        fork("f-idle", "{\"conversationId\":\"f-awake\"}");
        client.patch("/v1/conversations/f-awake", "{\"ttl\":\"never\"}").expect(204);
        client.delete("/v1/conversations/f-gone").expect(204);

        HANSARD.clock().move(Duration.ofMinutes(2));
        await().until(
                        () ->
                                client.get("/v1/conversations/f-idle")
                                        .json()
                                        .get("status")
                                        .asString()
                                        .equals("expired"));

        client.get("/v1/conversations/f-gone").expectProblem(410, "deleted");
        client.post("/v1/conversations/f-gone/fork", "{}").expectProblem(410, "deleted");
        client.post("/v1/conversations/f-idle/fork", "{}").expectProblem(410, "expired");
        HansardClient reader = client.after(say("f-left", "n3"));
        assertThat(window(reader, "f-left")).containsExactly("m1", "m2", "n3");
        assertThat(messages(reader, "f-left")).containsExactly("m1", "m2", "n3");
        assertThat(window(reader, "f-awake")).containsExactly("i1");
    }

    @Test
    void inherited_messages_are_among_the_last_of_the_user_once() {
        String user = "f-once-user";
        talk("f-once", "PT24H", "m1", "m2");
        fork("f-once", "{\"conversationId\":\"f-twice\"}");
        HansardClient reader = client.after(say("f-twice", "n3"));

        assertThat(ids(reader.get("/v1/users/" + user + "/messages").json().get("data")))
                .containsExactly("m1", "m2", "n3");
        reader = client.after(client.delete("/v1/conversations/f-once").expect(204));
        assertThat(ids(reader.get("/v1/users/" + user + "/messages").json().get("data")))
                .containsExactly("n3");
    }

    @Test
    void a_fork_begins_with_the_summary_and_what_instructs_the_model() {
        client.put(
                        "/v1/conversations/f-sum",
                        """
                        {"userId":"f-sum-user","messages":[
                          {"messageId":"s1","role":"system","content":"be kind"},
                          {"messageId":"m2","role":"user","content":"hi"},
                          {"messageId":"m3","role":"user","content":"ho"}]}""")
                .expect(201);
        client.post("/v1/conversations/f-sum/compact", "{\"summary\":\"hi\",\"keepLast\":1}")
                .expect(204);
        fork("f-sum", "{\"conversationId\":\"f-sums\"}");
        HansardClient reader = client.after(fork("f-sums", "{\"conversationId\":\"f-sums-2\"}"));

        JsonNode window =
                reader.get("/v1/conversations/f-sums-2/window?system=keep").expect(200).json();
        assertThat(window.get("summary").asString()).isEqualTo("hi");
        assertThat(ids(window.get("messages"))).containsExactly("s1", "m3");
        client.post("/v1/conversations/f-sums-2/compact", "{\"summary\":\"own\"}").expect(204);
        reader =
                client.after(
                        client.post("/v1/conversations/f-sums-2/compact/undo", "").expect(204));
        window = reader.get("/v1/conversations/f-sums-2/window").expect(200).json();
        assertThat(window.get("summary").asString()).isEqualTo("hi");
        assertThat(ids(window.get("messages"))).containsExactly("m3");
    }

    @Test
    void an_expired_fork_that_is_reopened_has_its_history_and_an_empty_window() {
        talk("f-life", "PT1M", "m1", "m2");
        fork("f-life", "{\"conversationId\":\"f-lives\"}");
        HANSARD.clock().move(Duration.ofMinutes(2));
        await().until(
                        () ->
                                client.put(
                                                        "/v1/conversations/f-lives",
                                                        "{\"userId\":\"f-life-user\"}")
                                                .status()
                                        == 201);

        HansardClient reader = client.after(say("f-lives", "n3"));
        assertThat(window(reader, "f-lives")).containsExactly("n3");
        assertThat(messages(reader, "f-lives")).containsExactly("m1", "m2", "n3");
    }

    @Test
    void a_fork_is_in_the_list_of_its_user_and_in_the_audit() {
        talk("f-list", "PT24H", "m1");
        HansardClient reader = client.after(fork("f-list", "{\"conversationId\":\"f-listed\"}"));

        assertThat(reader.get("/v1/conversations?userId=f-list-user").data())
                .extracting(shown -> shown.get("conversationId").asString())
                .containsExactly("f-list", "f-listed");
        JsonNode event = reader.get("/v1/audit/events?conversationId=f-listed").data().getFirst();
        assertThat(event.get("type").asString()).isEqualTo("ConversationForked");
        assertThat(event.get("payload").get("parentId").asString()).isEqualTo("f-list");
        assertThat(event.get("userId").asString()).isEqualTo("f-list-user");
    }

    private void talk(String id, String ttl, String... messages) {
        client.put(
                        "/v1/conversations/" + id,
                        "{\"userId\":\"%s-user\",\"ttl\":\"%s\"}".formatted(id, ttl))
                .expect(201);
        for (String message : messages) {
            say(id, message);
        }
    }

    private Answer say(String conversation, String messageId) {
        return client.append(
                        conversation,
                        "{\"messageId\":\"%s\",\"role\":\"user\",\"content\":\"x\"}"
                                .formatted(messageId))
                .expect(201);
    }

    private Answer fork(String conversation, String body) {
        return client.post("/v1/conversations/" + conversation + "/fork", body).expect(201);
    }

    private static List<String> messages(HansardClient reader, String conversation) {
        return ids(
                reader.get("/v1/conversations/" + conversation + "/messages")
                        .expect(200)
                        .json()
                        .get("data"));
    }

    private static List<String> window(HansardClient reader, String conversation) {
        return ids(
                reader.get("/v1/conversations/" + conversation + "/window")
                        .expect(200)
                        .json()
                        .get("messages"));
    }

    private static List<String> ids(JsonNode messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.get("messageId").asString())
                .toList();
    }
}
