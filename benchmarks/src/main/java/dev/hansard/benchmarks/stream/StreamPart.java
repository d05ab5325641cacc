package dev.hansard.benchmarks.stream;

import dev.hansard.benchmarks.application.ChildApplication;
import dev.hansard.benchmarks.application.ChildApplication.Launch;
import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.harness.ClosedLoop;
import dev.hansard.benchmarks.harness.HttpConnection;
import dev.hansard.benchmarks.harness.Rounds;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.Messages;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What 1,000 open streams take from those who append, over HTTP to an all-in-one in a process of
 * its own. Their clients, which go and come back at random, run on the same processors. Every turn
 * also checks that each stream had every position once and in order.
 */
public final class StreamPart {

    private static final int STREAMS = 1_000;

    /** The server notices that a client has gone when it has something for it. */
    private static final String ROOM = "--hansard.stream.connections=4000";

    private static final int MESSAGES_EACH = 5;
    private static final int CONNECTIONS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private StreamPart() {}

    public static void measure(Run run) throws Exception {
        Database database = run.server().create("stream");
        SeededLog.write(database, Seed.conversations(STREAMS, MESSAGES_EACH));
        run.progress().say("stream: starting an all-in-one");
        try (var application =
                ChildApplication.start(
                        Launch.benchmark(run.cache(), "1g", database, ROOM),
                        run.directory().resolve("stream.log"))) {
            int port = application.port();
            run.rounds()
                    .warmedUp(WARM_UP)
                    .with("stream.appendsPerSecondAlone", () -> appendsPerSecond(port))
                    .with("stream.appendsPerSecondBeside", () -> beside(database, port))
                    .measure(run.report());
        }
        run.report()
                .ratio(
                        "stream.appendRatio",
                        "stream.appendsPerSecondBeside",
                        "stream.appendsPerSecondAlone");
        run.server().drop(database);
    }

    private static double beside(Database database, int port) throws Exception {
        try (var streams = OpenStreams.open(database, port, STREAMS)) {
            double appends = appendsPerSecond(port);
            streams.check();
            return appends;
        }
    }

    /**
     * To any of the conversations. Connections are new in every turn: the server ends idle ones.
     */
    private static double appendsPerSecond(int port) throws Exception {
        List<HttpConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(new HttpConnection(port));
            }
            List<Client> clients =
                    connections.stream()
                            .<Client>map(connection -> () -> append(connection))
                            .toList();
            return ClosedLoop.perSecond(clients, Thread.ofPlatform(), Rounds.TURN);
        } finally {
            for (HttpConnection connection : connections) {
                connection.close();
            }
        }
    }

    private static void append(HttpConnection connection) throws IOException {
        int talk = ThreadLocalRandom.current().nextInt(STREAMS);
        String body = "{\"messages\":[" + Messages.json() + "]}";
        int status =
                connection
                        .exchange(
                                HttpConnection.post(
                                        "/v1/conversations/talk-" + talk + "/messages", body))
                        .status();
        if (status != 201) {
            throw new IOException("status %d in place of 201".formatted(status));
        }
    }
}
