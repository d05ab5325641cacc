package dev.hansard.command.dispatch;

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

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A request that is repeated with its key is answered once more, and done once. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IdempotencyTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK = new SettableClock();
    private static CommandNode node;
    private static Api api;

    @BeforeAll
    static void start() {
        node = CommandNode.start(DATABASE.url(), CLOCK);
        api = node.api();
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void a_created_conversation_is_shown_again_as_it_was() {
        String body =
                """
                {"userId":"ann","conversationId":"c1","metadata":{"a":1.0},
                 "messages":[{"role":"user"}]}""";
        Reply first = keyed("c1").post("/v1/conversations", body).expect(201);
        append(api, "c1").expect(201);

        assertSame(first, keyed("c1").post("/v1/conversations", body));
    }

    @Test
    void a_conversation_deleted_since_is_not_shown_again() {
        String body = "{\"userId\":\"ann\",\"conversationId\":\"c2\",\"metadata\":{\"secret\":1}}";
        keyed("c2").post("/v1/conversations", body).expect(201);
        api.delete("/v1/conversations/c2").expect(204);

        keyed("c2").post("/v1/conversations", body).refused(410, ErrorCode.DELETED);
    }

    @Test
    void a_created_session_is_shown_again_as_it_was() {
        String body = "{\"userId\":\"ben\",\"metadata\":{\"a\":1}}";
        Reply first = keyed("s1").post("/v1/sessions", body).expect(201);
        String id = first.body().get("sessionId").asString();
        api.put("/v1/sessions/" + id + "/state/k", "{\"value\":1}").expect(204);

        assertSame(first, keyed("s1").post("/v1/sessions", body));
    }

    @Test
    void a_found_session_is_shown_again_as_it_was() {
        String id =
                api.put("/v1/users/cas/session", "{}")
                        .expect(201)
                        .body()
                        .get("sessionId")
                        .asString();
        api.put("/v1/sessions/" + id + "/state/k", "{\"value\":1,\"ttl\":\"PT10M\"}").expect(204);
        open("cas", id);
        append(api, "cas").expect(201);
        Reply first = keyed("s2").put("/v1/users/cas/session", "{}").expect(200);
        assertThat(first.body().get("turnCount").asInt()).isEqualTo(1);
        append(api, "cas").expect(201);
        CLOCK.advance(Duration.ofMinutes(20));

        assertSame(first, keyed("s2").put("/v1/users/cas/session", "{}"));
    }

    @Test
    void an_ended_session_says_its_end_again() {
        String id =
                api.put("/v1/users/dot/session", "{}")
                        .expect(201)
                        .body()
                        .get("sessionId")
                        .asString();
        open("dot", id);
        append(api, "dot").expect(201);

        Reply first = keyed("s3").delete("/v1/sessions/" + id).expect(200);
        append(api, "dot").expect(201);

        assertThat(first.body().get("turnCount").asInt()).isEqualTo(1);
        assertSame(first, keyed("s3").delete("/v1/sessions/" + id));
    }

    @Test
    void appended_messages_are_placed_once() {
        open("places", null);
        Reply first = append(keyed("m1"), "places").expect(201);
        append(api, "places");
        long before = node.log().size();

        assertSame(first, append(keyed("m1"), "places"));

        assertThat(node.log()).hasSize((int) before);
    }

    @Test
    void the_key_is_looked_at_before_the_version() {
        open("versioned", null);
        Api client = keyed("v1").with("If-Match", "\"1\"");
        Reply first = append(client, "versioned").expect(201);

        assertSame(first, append(client, "versioned"));
        append(api.with("If-Match", "\"1\""), "versioned").refused(412, ErrorCode.VERSION_MISMATCH);
    }

    @Test
    void a_command_that_wrote_nothing_is_kept_too() {
        open("nothing", null);
        Reply first = keyed("n1").post("/v1/conversations/nothing/clear").expect(204);
        append(api, "nothing").expect(201);

        assertSame(first, keyed("n1").post("/v1/conversations/nothing/clear"));

        assertThat(append(api, "nothing").body().get("turnCount").asInt()).isEqualTo(2);
    }

    @Test
    void a_known_message_is_kept_too() {
        open("known", null);
        String body = "{\"messages\":[{\"messageId\":\"m\",\"role\":\"user\"}]}";
        api.post("/v1/conversations/known/messages", body).expect(201);
        Reply first = keyed("k1").post("/v1/conversations/known/messages", body).expect(200);
        api.delete("/v1/conversations/known/messages/m").expect(204);

        assertSame(first, keyed("k1").post("/v1/conversations/known/messages", body));
    }

    @Test
    void a_key_is_for_one_request() {
        open("reused", null);
        keyed("r1").post("/v1/conversations/reused/clear").expect(204);

        keyed("r1")
                .delete("/v1/conversations/reused")
                .refused(422, ErrorCode.IDEMPOTENCY_KEY_REUSED);
        keyed("r1")
                .with("Hansard-Tenant", "other")
                .put("/v1/conversations/reused", "{\"userId\":\"ann\"}")
                .expect(201);
    }

    @Test
    void a_refusal_is_not_kept() {
        append(keyed("x1"), "later").refused(404, ErrorCode.NOT_FOUND);
        open("later", null);

        assertThat(append(keyed("x1"), "later").expect(201).replayed()).isFalse();
    }

    @Test
    void of_many_at_once_one_is_done_and_the_others_repeat_it() {
        open("many", null);
        assertOnce(client -> append(client, "many"), "many", 201);
        assertThat(
                        node.log().stream()
                                .filter(event -> event.aggregateId().endsWith("/many"))
                                .toList())
                .hasSize(2);
    }

    @Test
    void of_many_creations_at_once_one_is_done() {
        assertOnce(client -> client.post("/v1/sessions", "{\"userId\":\"eli\"}"), "eli", 201);
        assertThat(node.log().stream().filter(event -> "eli".equals(event.userId())).toList())
                .hasSize(2);
    }

    private static void assertOnce(Function<Api, Reply> request, String key, int status) {
        List<Reply> replies = Api.atOnce(20, i -> request.apply(keyed(key)));

        assertThat(replies).allSatisfy(reply -> reply.expect(status));
        assertThat(replies).filteredOn(reply -> !reply.replayed()).hasSize(1);
        assertThat(replies).extracting(Reply::text).containsOnly(replies.getFirst().text());
        assertThat(replies).extracting(Reply::position).containsOnly(replies.getFirst().position());
    }

    private static void assertSame(Reply first, Reply again) {
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.text()).isEqualTo(first.text());
        for (String header : List.of("Hansard-Position", "ETag", "Location")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
    }

    private static Api keyed(String key) {
        return api.with("Idempotency-Key", key);
    }

    private static void open(String id, String sessionId) {
        String session = sessionId == null ? "" : ",\"sessionId\":\"%s\"".formatted(sessionId);
        String user = sessionId == null ? "ann" : id;
        api.put("/v1/conversations/" + id, "{\"userId\":\"%s\"%s}".formatted(user, session))
                .expect(201);
    }

    private static Reply append(Api client, String id) {
        return client.post(
                "/v1/conversations/" + id + "/messages", "{\"messages\":[{\"role\":\"user\"}]}");
    }
}
