package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** Many clients at the same moment, on one thing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConcurrencyTest {

    private static final InProcessHansard HANSARD = InProcessHansard.shared();

    private final HansardClient client = HANSARD.client();

    @Test
    void appends_without_an_expected_version_all_succeed_one_after_the_other() throws Exception {
        client.put("/v1/conversations/rush", "{\"userId\":\"rush-user\"}").expect(201);

        List<Answer> answers =
                Parallel.run(64, i -> client.append("rush", Json.userMessage("message " + i)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.json().at("/messages/0/sequence").asLong())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 64).boxed().toList());
        Answer last = answers.stream().max(Comparator.comparing(Answer::position)).orElseThrow();
        assertThat(
                        client.after(last)
                                .get("/v1/conversations/rush/messages?limit=100")
                                .expect(200)
                                .data())
                .extracting(message -> message.get("sequence").asLong())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 64).boxed().toList());
    }

    @Test
    void of_appends_with_the_same_expected_version_exactly_one_wins() throws Exception {
        Answer created =
                client.put("/v1/conversations/duel", "{\"userId\":\"duel-user\"}").expect(201);
        HansardClient expecting = client.with("If-Match", created.etag());

        List<Answer> answers =
                Parallel.run(64, i -> expecting.append("duel", Json.userMessage("message " + i)));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .hasSize(63)
                .allSatisfy(answer -> answer.expectProblem(412, "version-mismatch"));
        Answer read = client.after(newest(answers)).get("/v1/conversations/duel").expect(200);
        assertThat(read.json().get("messageCount").asInt()).isEqualTo(1);
        assertThat(read.json().get("version").asInt()).isEqualTo(2);
    }

    @Test
    void a_hundred_clients_who_want_the_users_session_get_one() throws Exception {
        List<Answer> answers = Parallel.run(100, i -> client.put("/v1/users/crowd/session", "{}"));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .extracting(answer -> answer.json().get("sessionId").asString())
                .containsOnly(answers.getFirst().json().get("sessionId").asString());
        assertThat(
                        client.after(newest(answers))
                                .get("/v1/sessions?userId=crowd")
                                .expect(200)
                                .data())
                .hasSize(1);
    }

    @Test
    void twenty_clients_who_want_an_expired_conversation_reopen_it_once() throws Exception {
        client.put("/v1/conversations/slept", "{\"userId\":\"slept-user\",\"ttl\":\"PT1M\"}")
                .expect(201);
        HANSARD.clock().move(Duration.ofMinutes(2));
        await().until(() -> statusOf("/v1/conversations/slept").equals("expired"));

        List<Answer> answers =
                Parallel.run(
                        20,
                        i -> client.put("/v1/conversations/slept", "{\"userId\":\"slept-user\"}"));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(19);
        assertThat(
                        client.get(
                                        "/v1/audit/events?conversationId=slept&type=ConversationReopened")
                                .expect(200)
                                .data())
                .hasSize(1);
    }

    @Test
    void keys_of_state_that_are_set_at_the_same_moment_do_not_conflict() throws Exception {
        client.post("/v1/sessions", "{\"userId\":\"keys-user\",\"sessionId\":\"keys\"}")
                .expect(201);

        List<Answer> answers =
                Parallel.run(
                        32,
                        i ->
                                client.put(
                                        "/v1/sessions/keys/state/key" + i,
                                        "{\"value\":" + i + "}",
                                        "If-None-Match",
                                        "*"));

        assertThat(answers).extracting(Answer::status).containsOnly(204);
        assertThat(client.after(newest(answers)).get("/v1/sessions/keys/state").expect(200).data())
                .hasSize(32);
    }

    @Test
    void a_request_repeated_at_the_same_moment_is_done_once() throws Exception {
        client.put("/v1/conversations/twice", "{\"userId\":\"twice-user\"}").expect(201);
        HansardClient retrying = client.with("Idempotency-Key", "twice-1");

        List<Answer> answers =
                Parallel.run(20, i -> retrying.append("twice", Json.userMessage("once")));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotency-Replayed").equals("true"))
                .hasSize(19);
        assertThat(
                        client.after(answers.getFirst())
                                .get("/v1/conversations/twice")
                                .json()
                                .get("messageCount")
                                .asInt())
                .isEqualTo(1);
    }

    private String statusOf(String path) {
        return client.get(path).expect(200).json().get("status").asString();
    }

    private static Answer newest(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() < 300)
                .max(Comparator.comparing(Answer::position))
                .orElseThrow();
    }
}
