package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** SIGTERM in the middle of work. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShutdownTest {

    private static final int CLIENTS = 8;
    private static final int KILLED_BY_SIGTERM = 128 + 15;

    @Test
    void a_stop_under_load_loses_nothing_and_leaves_nothing_behind(@TempDir Path home)
            throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        DataDirectory.in(home.resolve("hansard-data"));
        try (var hansard = Launch.allInOne(home).start().awaitReady();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int c = 0; c < CLIENTS; c++) {
                String conversation = "load-" + c;
                clients.submit(() -> talk(hansard.client(), conversation, acknowledged));
            }
            await().until(() -> acknowledged.size() > 200);
            ProcessHandle server = hansard.embeddedServer().orElseThrow();
            assertThat(server).matches(RunningHansard::runs);

            hansard.terminate();

            assertThat(hansard.exitStatus(RunningHansard.STOPS_WITHIN)).isIn(0, KILLED_BY_SIGTERM);
            assertThat(server).matches(process -> !RunningHansard.runs(process));
            assertThat(hansard.embeddedServer()).isEmpty();
            assertThat(hansard.output()).doesNotContain("Exception", "ERROR");
        }
        try (var again = Launch.allInOne(home).start().awaitReady()) {
            assertThat(again.output()).doesNotContain("left on");
            assertThat(messages(again.client())).containsAll(acknowledged);
        }
    }

    /** Appends until Hansard is gone; what was answered with 201 counts. */
    private static void talk(
            HansardClient client, String conversation, Queue<String> acknowledged) {
        var said = new AtomicInteger();
        try {
            client.put("/v1/conversations/" + conversation, "{\"userId\":\"load\"}").expect(201);
            while (true) {
                String content = conversation + "-" + said.incrementAndGet();
                if (client.append(conversation, Json.userMessage(content)).status() != 201) {
                    return;
                }
                acknowledged.add(content);
            }
        } catch (UncheckedIOException e) {
            // Hansard takes no more requests.
            assertThat(said.get()).isPositive();
        }
    }

    private static List<String> messages(HansardClient client) {
        return IntStream.range(0, CLIENTS)
                .boxed()
                .flatMap(
                        c ->
                                new History(client, "load-" + c)
                                        .messages().stream()
                                                .map(message -> message.get("content").asString()))
                .toList();
    }
}
