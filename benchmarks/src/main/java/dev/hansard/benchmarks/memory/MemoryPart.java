package dev.hansard.benchmarks.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.benchmarks.application.BenchmarkEndpoints;
import dev.hansard.benchmarks.application.ChildApplication;
import dev.hansard.benchmarks.application.ChildApplication.Launch;
import dev.hansard.benchmarks.harness.HttpConnection;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What the read models take of the heap: an all-in-one that has everything in memory, all indexes
 * of both sides included, less the same process on an empty store; beside the bytes of the answers
 * that it can give from there. The tables are left to another node: they take nothing of the heap.
 */
public final class MemoryPart {

    private static final int USERS = 100_000;
    private static final int MESSAGES_EACH = 20;
    private static final int SESSIONS = 100_000;
    private static final int SAMPLES = 200;
    private static final double AT_REST_BYTES = 500_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(6);
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private MemoryPart() {}

    public static void measure(Run run) throws Exception {
        Footprint none = footprint(run, run.server().create("memory_none"), 0);
        Footprint messages =
                footprint(
                        run,
                        seeded(run, "memory_messages", Seed.conversations(USERS, MESSAGES_EACH)),
                        USERS);
        Footprint sessions =
                footprint(run, seeded(run, "memory_sessions", Seed.sessions(SESSIONS)), 0);

        double model = messages.heap - none.heap;
        var report = run.report();
        report.figure("memory.ratioToAnswers", model / messages.answers);
        report.figure("memory.bytesPerIdleSession", (sessions.heap - none.heap) / SESSIONS);
        report.figure("memory.modelBytes", model);
        report.figure("memory.answerBytes", messages.answers);
        report.figure("memory.emptyApplicationBytes", none.heap);
    }

    /**
     * @param heap bytes in use
     * @param answers bytes of the last messages of every user
     */
    private record Footprint(double heap, double answers) {}

    private static Database seeded(Run run, String name, Seed seed) throws Exception {
        run.progress().say("memory: seeding " + name);
        Database database = run.server().create(name);
        SeededLog.write(database, seed);
        return database;
    }

    private static Footprint footprint(Run run, Database database, int users) throws Exception {
        run.progress().say("memory: an all-in-one on " + database);
        var launch =
                Launch.benchmark(
                        run.cache(),
                        "6g",
                        database,
                        "--hansard.window.conversations-weight=4GB",
                        "--hansard.window.groups-weight=1GB",
                        "--hansard.session-cache.weight=1GB",
                        "--hansard.session-cache.users-weight=1GB",
                        "--hansard.read-model.checkpoint-interval=5s");
        try (var _ = TablesElsewhere.of(database);
                var application =
                        ChildApplication.start(launch, run.directory().resolve("memory.log"));
                var connection = new HttpConnection(application.port())) {
            run.progress().say("memory: its views have caught up");
            double answers = users == 0 ? 0 : answerBytes(connection, users);
            return new Footprint(heapAtRest(connection), answers);
        } finally {
            run.server().drop(database);
        }
    }

    /** What waits to be written to a checkpoint is no part of a model: waits until that is done. */
    private static double heapAtRest(HttpConnection connection) throws IOException {
        long end = System.nanoTime() + LONGEST_REST.toNanos();
        double before;
        double now = heap(connection);
        do {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            before = now;
            now = heap(connection);
        } while (Math.abs(now - before) > AT_REST_BYTES && System.nanoTime() < end);
        return now;
    }

    private static double heap(HttpConnection connection) throws IOException {
        return Double.parseDouble(new String(body(connection, BenchmarkEndpoints.HEAP), UTF_8));
    }

    /** From as many as make a sample: all are alike. */
    private static double answerBytes(HttpConnection connection, int users) throws IOException {
        double bytes = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            int user = sample * (users / SAMPLES);
            bytes += body(connection, "/v1/users/user-" + user + "/messages").length;
        }
        return bytes / SAMPLES * users;
    }

    private static byte[] body(HttpConnection connection, String path) throws IOException {
        HttpConnection.Answer answer = connection.exchange(HttpConnection.get(path));
        if (answer.status() != 200) {
            throw new IOException(path + " answers " + answer.status());
        }
        return answer.body();
    }
}
