package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** After a restart the views are made anew from the log, and are the same byte for byte. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RebuildTest {

    private static final int CONVERSATIONS = 40;
    private static final int MESSAGES = 100;

    @Test
    void views_are_equal_before_and_after_a_replay(@TempDir Path directory) throws Exception {
        int port = RunningHansard.freePort();
        String dataDir = "--hansard.data-dir=" + DataDirectory.in(directory.resolve("data"));
        Map<String, String> before;
        HansardClient client;
        try (var hansard = InProcessHansard.startOn(port, dataDir)) {
            client = hansard.client();
            before = read(client.after(write(client)));
        }
        var impatient = new Impatient(client, before);
        try (impatient;
                var _ = InProcessHansard.startOn(port, dataDir)) {
            assertThat(read(client)).isEqualTo(before);
        }
        assertThat(impatient.answers())
                .contains("right")
                .isSubsetOf("right", "not listening", "read-model-behind");
    }

    /** Some thousand events, among them everything that takes messages out of a view. */
    private static Answer write(HansardClient client) {
        for (int u = 0; u < 10; u++) {
            String session = "desk-" + u;
            client.post(
                            "/v1/sessions",
                            "{\"userId\":\"user-%d\",\"sessionId\":\"%s\"}".formatted(u, session))
                    .expect(201);
            client.put("/v1/sessions/" + session + "/state/k", "{\"value\":[" + u + ",1.10]}")
                    .expect(204);
            client.patch("/v1/sessions/" + session, "{\"metadata\":{\"u\":" + u + "}}").expect(204);
        }
        for (int c = 0; c < CONVERSATIONS; c++) {
            client.put(
                            "/v1/conversations/talk-" + c,
                            "{\"userId\":\"user-%d\",\"sessionId\":\"desk-%d\"}"
                                    .formatted(c % 10, c % 10))
                    .expect(201);
            client.append("talk-" + c, batch(c)).expect(201);
        }
        for (int c = 0; c < CONVERSATIONS; c += 4) {
            String talk = "/v1/conversations/talk-" + c;
            client.delete(talk + "/messages/m-" + c + "-99").expect(204);
            client.delete(talk + "/messages/m-" + c + "-50").expect(204);
            client.post("/v1/conversations/talk-" + (c + 1) + "/clear", "").expect(204);
            client.append("talk-" + (c + 1), Json.userMessage("after the clear")).expect(201);
            client.delete("/v1/conversations/talk-" + (c + 2)).expect(204);
        }
        for (int u = 0; u < 10; u++) {
            remember(client, "/v1/users/user-" + u);
        }
        client.post("/v1/tables/flights", Json.entries(300)).expect(204);
        client.delete("/v1/tables/flights/k7").expect(204);
        client.put("/v1/tables/flights/k8", "{\"value\":\"again\"}").expect(204);
        client.post("/v1/sessions/desk-1/reset", "").expect(204);
        client.delete("/v1/sessions/desk-2").expect(200);
        return client.put("/v1/users/user-2/session", "{}").expect(201);
    }

    private static void remember(HansardClient client, String user) {
        client.put(user + "/state/gone", "{\"value\":1}").expect(204);
        client.put(user + "/state/kept", "{\"value\":{\"n\":1.10},\"ttl\":\"P7D\"}").expect(204);
        client.put(user + "/profile", "{\"name\":\"" + user + "\"}").expect(204);
        client.patch(user + "/profile", "{\"n\":\"01\"}").expect(204);
        client.delete(user + "/state/gone").expect(204);
    }

    private static String[] batch(int conversation) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(
                        m ->
                                "{\"messageId\":\"m-%d-%d\",\"role\":\"%s\",\"content\":\"%d\"}"
                                        .formatted(
                                                conversation,
                                                m,
                                                m % 2 == 0 ? "user" : "assistant",
                                                m))
                .toArray(String[]::new);
    }

    private static Map<String, String> read(HansardClient client) {
        Map<String, String> answers = new TreeMap<>();
        for (String path : paths()) {
            Answer answer = client.get(path, "Prefer", "wait=30");
            answers.put(path, answer.status() + " " + answer.body());
        }
        return answers;
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (int u = 0; u < 10; u++) {
            paths.add("/v1/users/user-" + u + "/messages");
            paths.add("/v1/users/user-" + u + "/session");
            paths.add("/v1/users/user-" + u + "/state");
            paths.add("/v1/users/user-" + u + "/profile");
            paths.add("/v1/sessions/desk-" + u);
            paths.add("/v1/sessions/desk-" + u + "/state");
            paths.add("/v1/sessions/desk-" + u + "/messages");
        }
        for (int c = 0; c < CONVERSATIONS; c++) {
            paths.add("/v1/conversations/talk-" + c);
            paths.add("/v1/conversations/talk-" + c + "/window");
            paths.add("/v1/conversations/talk-" + c + "/window?messages=50");
        }
        paths.add("/v1/tables");
        paths.add("/v1/tables/flights?limit=1000");
        paths.add("/v1/tables/flights/k7");
        paths.add("/v1/tables/flights/k8");
        paths.add("/v1/conversations?limit=100");
        paths.add("/v1/sessions?limit=100");
        paths.add("/v1/stats/sessions?status=active");
        return paths;
    }

    /** Asks again and again, and takes "not yet" for an answer but nothing wrong. */
    private static final class Impatient implements AutoCloseable {

        private static final List<String> PATHS =
                List.of("/v1/users/user-3/messages", "/v1/sessions/desk-3");

        private final HansardClient client;
        private final Map<String, String> right;
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final List<String> answers = new CopyOnWriteArrayList<>();

        Impatient(HansardClient client, Map<String, String> right) {
            this.client = client;
            this.right = right;
            var _ = clock.scheduleWithFixedDelay(this::ask, 0, 5, TimeUnit.MILLISECONDS);
        }

        private void ask() {
            for (String path : PATHS) {
                try {
                    Answer answer = client.get(path, "Prefer", "wait=0");
                    answers.add(answer.code().isEmpty() ? verdict(path, answer) : answer.code());
                } catch (UncheckedIOException e) {
                    answers.add("not listening");
                }
            }
        }

        private String verdict(String path, Answer answer) {
            String given = answer.status() + " " + answer.body();
            return given.equals(right.get(path)) ? "right" : "wrong: " + given;
        }

        /** What came, each kind once. */
        Set<String> answers() {
            return Set.copyOf(answers);
        }

        @Override
        public void close() {
            clock.close();
        }
    }
}
