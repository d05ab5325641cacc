package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Views of 20,000 events are made anew while everything goes on, and after a kill in the middle.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BlueGreenTest {

    private static final String REBUILDS = "/v1/audit/rebuilds";
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int CONVERSATIONS = 20;
    private static final int COMMANDS = 10;
    private static final int MESSAGES = 100;
    private static final List<String> IN_MEMORY = List.of("recent-messages", "sessions", "values");
    private static final List<String> TABLES =
            List.of("conversations-table", "sessions-table", "values-table");

    @TempDir private static Path directory;
    private static ExternalPostgres postgres;
    private static RunningHansard hansard;

    @BeforeAll
    static void write() throws Exception {
        postgres = ExternalPostgres.in(directory.resolve("postgres"));
        hansard = launch();
        HansardClient client = hansard.client();
        String[] hundred =
                IntStream.range(0, MESSAGES)
                        .mapToObj(i -> Json.userMessage("no " + i))
                        .toArray(String[]::new);
        client.post("/v1/sessions", "{\"userId\":\"ann\",\"sessionId\":\"desk\"}").expect(201);
        for (String talk : conversations()) {
            client.put("/v1/conversations/" + talk, "{\"userId\":\"ann\",\"sessionId\":\"desk\"}")
                    .expect(201);
            for (int i = 0; i < COMMANDS; i++) {
                client.append(talk, hundred).expect(201);
            }
        }
        client.put("/v1/users/ann/state/k", "{\"value\":1}").expect(204);
        afterEverything().get("/v1/conversations?limit=100").expect(200);
    }

    @AfterAll
    static void stop() throws Exception {
        hansard.close();
        postgres.close();
    }

    @Test
    void reads_and_appends_go_on_and_no_read_goes_back() throws Exception {
        try (var writers = Writers.start(List.of(hansard.client()), conversations(), 2);
                var readers = new Readers(hansard.client())) {
            for (List<String> views : List.of(IN_MEMORY, TABLES)) {
                views.forEach(this::rebuilt);
            }
            int after = readers.count() + 20;
            await().atMost(SOON).until(() -> readers.count() > after);
            writers.stop();
            readers.stop();

            assertThat(readers.wrong()).isEmpty();
            assertThat(writers.unexpected()).isEmpty();
            assertThat(writers.count()).isPositive();
        }
        nothingDiffers();
    }

    @Test
    void a_kill_in_the_middle_leaves_the_old_one_serving() throws Exception {
        List<String> before = lists();
        String location = begin("conversations-table");
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () ->
                                !hansard.client()
                                        .get(location)
                                        .json()
                                        .get("status")
                                        .asString()
                                        .equals("queued"));
        hansard.kill();
        hansard = launch();

        assertThat(lists()).isEqualTo(before);
        await().atMost(SOON).until(() -> isOver(location));
        nothingDiffers();
        rebuilt("conversations-table");
        assertThat(lists()).isEqualTo(before);
    }

    private void rebuilt(String view) {
        String location = begin(view);
        await().atMost(SOON).until(() -> isOver(location));
        var job = hansard.client().get(location).expect(200).json();
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.get("eventsPerSecond").asLong()).isPositive();
    }

    private String begin(String view) {
        return hansard.client()
                .post(REBUILDS, "{\"view\":\"" + view + "\"}")
                .expect(202)
                .header("Location");
    }

    private boolean isOver(String location) {
        return hansard.client().get(location).expect(200).json().has("finishedAt");
    }

    private void nothingDiffers() throws Exception {
        afterEverything().get("/v1/conversations").expect(200);
        var found = Verification.of(hansard.client(), "{}");
        assertThat(found.path("differenceCount").asLong(-1)).as(found.toString()).isZero();
    }

    private List<String> lists() throws Exception {
        HansardClient client = afterEverything();
        return List.of(
                client.get("/v1/conversations?limit=100").expect(200).body(),
                client.get("/v1/sessions").expect(200).body());
    }

    private static HansardClient afterEverything() throws Exception {
        return hansard.client()
                .with(
                        "Hansard-Min-Position",
                        Long.toString(postgres.number("select position from log_head")))
                .with("Prefer", "wait=30");
    }

    private static RunningHansard launch() throws Exception {
        return Launch.allInOne(directory.resolve("home"))
                .with(postgres.environment())
                .start()
                .awaitReady();
    }

    private static List<String> conversations() {
        return IntStream.range(0, CONVERSATIONS).mapToObj(i -> "talk-" + i).toList();
    }

    /** Ask for what can only grow, and note what fails or shrinks. */
    private static final class Readers implements AutoCloseable {

        /** The rebuilds are to have most of the machine. */
        private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(10);

        private static final List<String> GROWING =
                List.of("/v1/conversations/talk-3", "/v1/conversations/talk-7");
        private static final List<String> THERE =
                List.of(
                        "/v1/conversations?limit=100",
                        "/v1/users/ann/messages",
                        "/v1/sessions",
                        "/v1/sessions/desk",
                        "/v1/users/ann/state/k");

        private final HansardClient client;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicBoolean stopping = new AtomicBoolean();
        private final AtomicInteger rounds = new AtomicInteger();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final Future<?> reading;

        Readers(HansardClient client) {
            this.client = client;
            this.reading = threads.submit(this::read);
        }

        int count() {
            return rounds.get();
        }

        List<String> wrong() {
            return List.copyOf(wrong);
        }

        void stop() throws Exception {
            stopping.set(true);
            reading.get();
        }

        @Override
        public void close() {
            stopping.set(true);
            threads.close();
        }

        private void read() {
            long[] counts = new long[GROWING.size()];
            while (!stopping.get()) {
                for (int i = 0; i < counts.length; i++) {
                    long count = ask(GROWING.get(i)).json().path("messageCount").asLong(-1);
                    if (count < counts[i]) {
                        wrong.add(GROWING.get(i) + ": " + count + " after " + counts[i]);
                    }
                    counts[i] = count;
                }
                THERE.forEach(this::ask);
                rounds.incrementAndGet();
                LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
            }
        }

        private Answer ask(String path) {
            Answer answer = client.get(path);
            if (answer.status() != 200) {
                wrong.add(path + ": " + answer.status() + " " + answer.body());
            }
            return answer;
        }
    }
}
