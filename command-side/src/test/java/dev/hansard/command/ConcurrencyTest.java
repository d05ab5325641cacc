package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.ErrorCode;
import dev.hansard.command.Api.Reply;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Many requests for one thing at once, on one node and on two. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConcurrencyTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK = new SettableClock();
    private static CommandNode node;
    private static CommandNode otherNode;

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
    void plain_appends_never_conflict() {
        open("plain");

        assertThat(sequences(Api.atOnce(64, i -> append(node.api(), "plain"))))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 64).boxed().toList());
    }

    @Test
    void plain_appends_on_two_nodes_never_conflict() {
        open("two-nodes");

        assertThat(sequences(Api.atOnce(64, i -> append(either(i), "two-nodes"))))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 64).boxed().toList());
    }

    @Test
    void of_appends_with_the_same_version_one_wins() {
        open("versioned");

        List<Reply> replies =
                Api.atOnce(64, i -> append(either(i).with("If-Match", "\"1\""), "versioned"));

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 201)
                .hasSize(63)
                .allSatisfy(reply -> reply.refused(412, ErrorCode.VERSION_MISMATCH));
    }

    @Test
    void of_forks_under_one_id_one_is_made_and_forks_of_each_other_do_not_wait_for_ever() {
        open("fork-a");
        open("fork-b");

        List<Reply> made = Api.atOnce(32, i -> fork(either(i), "fork-a", "fork-c"));
        List<Reply> crossed =
                Api.atOnce(
                        32,
                        i ->
                                i % 2 == 0
                                        ? fork(node.api(), "fork-a", "fork-b")
                                        : fork(node.api(), "fork-b", "fork-a"));

        assertThat(made).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(made)
                .filteredOn(reply -> reply.status() != 201)
                .hasSize(31)
                .allSatisfy(reply -> reply.refused(409, ErrorCode.ALREADY_EXISTS));
        assertThat(crossed).allSatisfy(reply -> reply.refused(409, ErrorCode.ALREADY_EXISTS));
    }

    @Test
    void a_user_gets_one_session() {
        List<Reply> replies = Api.atOnce(100, i -> either(i).put("/v1/users/one/session", "{}"));

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(99);
        assertThat(replies)
                .extracting(reply -> reply.body().get("sessionId").asString())
                .containsOnly(replies.getFirst().body().get("sessionId").asString());
    }

    @Test
    void an_expired_conversation_is_reopened_once() {
        node.api()
                .put("/v1/conversations/expired", "{\"userId\":\"ann\",\"ttl\":\"PT1S\"}")
                .expect(201);
        CLOCK.advance(Duration.ofSeconds(2));
        await().until(() -> node.count("conversation.ConversationExpired") == 1);

        List<Reply> replies =
                Api.atOnce(
                        20,
                        i -> either(i).put("/v1/conversations/expired", "{\"userId\":\"ann\"}"));

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(19);
        assertThat(node.count("conversation.ConversationReopened")).isEqualTo(1);
    }

    @Test
    void keys_of_state_do_not_conflict() {
        node.api().post("/v1/sessions", "{\"userId\":\"kim\",\"sessionId\":\"kim\"}").expect(201);

        List<Reply> replies =
                Api.atOnce(
                        32,
                        i ->
                                either(i)
                                        .with("If-None-Match", "*")
                                        .put("/v1/sessions/kim/state/k" + i, "{\"value\":1}"));

        assertThat(replies).allSatisfy(reply -> reply.expect(204));
    }

    private static Api either(int number) {
        return (number % 2 == 0 ? node : otherNode).api();
    }

    private static void open(String id) {
        node.api().put("/v1/conversations/" + id, "{\"userId\":\"ann\"}").expect(201);
    }

    private static Reply fork(Api api, String parent, String child) {
        return api.post(
                "/v1/conversations/" + parent + "/fork", "{\"conversationId\":\"" + child + "\"}");
    }

    private static Reply append(Api api, String id) {
        return api.post(
                "/v1/conversations/" + id + "/messages", "{\"messages\":[{\"role\":\"user\"}]}");
    }

    private static List<Long> sequences(List<Reply> replies) {
        return replies.stream()
                .map(reply -> reply.expect(201).body().get("messages").get(0))
                .map(message -> message.get("sequence").asLong())
                .sorted()
                .toList();
    }
}
