package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PostgreSQL goes away under a running Hansard, and comes back. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutageTest {

    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(8);

    private static final List<String> WARM =
            List.of(
                    "/v1/conversations/calm",
                    "/v1/conversations/calm/window",
                    "/v1/users/calm-user/messages",
                    "/v1/users/calm-user/messages?limit=1",
                    "/v1/users/calm-user/session",
                    "/v1/sessions/calm-desk",
                    "/v1/sessions/calm-desk/messages",
                    "/v1/sessions/calm-desk/state",
                    "/v1/sessions/calm-desk/state/k");

    @Test
    void warm_reads_go_on_and_writes_are_told_to_come_back(@TempDir Path directory)
            throws Exception {
        try (var postgres = ExternalPostgres.in(directory.resolve("postgres"));
                var hansard =
                        Launch.allInOne(directory.resolve("home"))
                                .with(postgres.environment())
                                .start()
                                .awaitReady()) {
            HansardClient client = hansard.client();
            HansardClient reader = client.after(prepare(client));
            Map<String, String> before = read(reader);

            postgres.stop();

            assertThat(read(reader)).isEqualTo(before);
            writesAreRefusedSoon(client);
            assertThat(
                            client.get("/actuator/health")
                                    .expect(503)
                                    .json()
                                    .at("/components/db/status")
                                    .asString())
                    .isEqualTo("DOWN");
            assertThat(read(reader)).isEqualTo(before);

            postgres.startAgain();

            hansard.awaitReady();
            goesOn(client, before);
        }
    }

    private static Answer prepare(HansardClient client) {
        client.post("/v1/sessions", "{\"userId\":\"calm-user\",\"sessionId\":\"calm-desk\"}")
                .expect(201);
        client.put("/v1/sessions/calm-desk/state/k", "{\"value\":{\"step\":1}}").expect(204);
        client.put(
                        "/v1/conversations/calm",
                        "{\"userId\":\"calm-user\",\"sessionId\":\"calm-desk\"}")
                .expect(201);
        return client.append("calm", Json.userMessage("one"), Json.userMessage("two")).expect(201);
    }

    private static Map<String, String> read(HansardClient reader) {
        Map<String, String> answers = new TreeMap<>();
        WARM.forEach(path -> answers.put(path, reader.get(path).expect(200).body()));
        return answers;
    }

    private static void writesAreRefusedSoon(HansardClient client) {
        long begin = System.nanoTime();
        List<Answer> refused =
                List.of(
                        client.append("calm", Json.userMessage("lost")),
                        client.put("/v1/sessions/calm-desk/state/k", "{\"value\":2}"),
                        client.put("/v1/conversations/new", "{\"userId\":\"calm-user\"}"));
        Duration each = Duration.ofNanos(System.nanoTime() - begin).dividedBy(refused.size());
        assertThat(each).isLessThan(A_FEW_SECONDS);
        assertThat(refused)
                .allSatisfy(
                        answer -> {
                            answer.expectProblem(503, "store-unavailable");
                            assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
                        });
    }

    /** Nothing of the refused commands is there, and reading one's own writes works again. */
    private static void goesOn(HansardClient client, Map<String, String> before) {
        assertThat(read(client)).isEqualTo(before);
        client.get("/v1/conversations/new").expectProblem(404, "not-found");
        Answer said = client.append("calm", Json.userMessage("three")).expect(201);
        assertThat(said.json().at("/messages/0/sequence").asInt()).isEqualTo(3);
        assertThat(client.after(said).get("/v1/conversations/calm/window").body())
                .contains("\"three\"");
        Answer set = client.put("/v1/sessions/calm-desk/state/k", "{\"value\":3}").expect(204);
        assertThat(client.after(set).get("/v1/sessions/calm-desk/state/k").body())
                .contains("\"value\":3");
        assertThat(
                        client.after(set)
                                .get("/v1/conversations?userId=calm-user", "Prefer", "wait=20")
                                .expect(200)
                                .data()
                                .getFirst()
                                .get("messageCount")
                                .asInt())
                .isEqualTo(3);
    }
}
