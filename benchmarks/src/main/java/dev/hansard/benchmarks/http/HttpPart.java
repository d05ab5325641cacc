package dev.hansard.benchmarks.http;

import dev.hansard.benchmarks.application.BenchmarkEndpoints;
import dev.hansard.benchmarks.application.ChildApplication;
import dev.hansard.benchmarks.application.ChildApplication.Launch;
import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.harness.ClosedLoop;
import dev.hansard.benchmarks.harness.HttpConnection;
import dev.hansard.benchmarks.harness.Measurement;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.Messages;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What is left of the server's speed when a request also does something: messages and windows over
 * 64 connections to an all-in-one in a process of its own, beside endpoints of the same process
 * that only parse the same body or send as many bytes.
 */
public final class HttpPart {

    private static final int CONVERSATIONS = 1_024;
    private static final int MESSAGES_EACH = 25;
    private static final int CONNECTIONS = 64;
    private static final Duration TURN = Duration.ofSeconds(3);

    private HttpPart() {}

    public static void measure(Run run) throws Exception {
        var database = run.server().create("http");
        SeededLog.write(database, Seed.conversations(CONVERSATIONS, MESSAGES_EACH));
        run.progress().say("http: starting an all-in-one");
        try (var application =
                        ChildApplication.start(
                                Launch.benchmark("1g", database),
                                run.directory().resolve("http.log"));
                var connections = new Connections(application.port())) {
            String constant = BenchmarkEndpoints.CONSTANT + connections.windowLength();
            run.rounds()
                    .warmedUpAsServer()
                    .with(
                            "http.emptyPostsPerSecond",
                            connections.sending(204, () -> post(BenchmarkEndpoints.EMPTY_POST)))
                    .with(
                            "http.appendsPerSecond",
                            connections.sending(201, () -> post(conversation() + "/messages")))
                    .with(
                            "http.constantsPerSecond",
                            connections.sending(200, () -> HttpConnection.get(constant)))
                    .with(
                            "http.windowsPerSecond",
                            connections.sending(
                                    200, () -> HttpConnection.get(conversation() + "/window")))
                    .measure(run.report());
            run.report().figure("http.windowBytes", connections.windowLength());
        }
        run.report()
                .ratio(
                        "http.appendRatioToEmptyPost",
                        "http.appendsPerSecond",
                        "http.emptyPostsPerSecond");
        run.report()
                .ratio(
                        "http.readRatioToConstant",
                        "http.windowsPerSecond",
                        "http.constantsPerSecond");
    }

    private static byte[] post(String path) {
        return HttpConnection.post(path, "{\"messages\":[" + Messages.json() + "]}");
    }

    private static String conversation() {
        return "/v1/conversations/talk-" + ThreadLocalRandom.current().nextInt(CONVERSATIONS);
    }

    /** The connections that all loads share. */
    private static final class Connections implements AutoCloseable {

        private final List<HttpConnection> all = new ArrayList<>();

        Connections(int port) throws IOException {
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(new HttpConnection(port));
            }
        }

        /** Bytes of a window. */
        int windowLength() throws IOException {
            byte[] request = HttpConnection.get(conversation() + "/window");
            return all.getFirst().exchange(request).body().length;
        }

        Measurement sending(int status, Supplier<byte[]> requests) {
            List<Client> clients =
                    all.stream()
                            .<Client>map(connection -> () -> send(connection, requests, status))
                            .toList();
            return () -> ClosedLoop.perSecond(clients, Thread.ofPlatform(), TURN);
        }

        private static void send(HttpConnection connection, Supplier<byte[]> requests, int expected)
                throws IOException {
            int status = connection.exchange(requests.get()).status();
            if (status != expected) {
                throw new IOException("status %d in place of %d".formatted(status, expected));
            }
        }

        @Override
        public void close() throws IOException {
            for (HttpConnection connection : all) {
                connection.close();
            }
        }
    }
}
