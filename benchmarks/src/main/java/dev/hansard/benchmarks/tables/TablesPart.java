package dev.hansard.benchmarks.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.benchmarks.application.ChildApplication;
import dev.hansard.benchmarks.application.ChildApplication.Launch;
import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.harness.HttpConnection;
import dev.hansard.benchmarks.harness.Latency;
import dev.hansard.benchmarks.harness.Measurement;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.Messages;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether a page of a table costs more when the table is large. */
public final class TablesPart {

    private static final int SMALL = 1_000;
    private static final int LARGE = 100_000;
    private static final int ENTRIES_IN_COMMAND = 1_000;
    private static final Duration TURN = Duration.ofSeconds(1);

    private TablesPart() {}

    public static void measure(Run run) throws Exception {
        var database = run.server().create("tables");
        run.progress().say("tables: starting an all-in-one");
        try (var application =
                        ChildApplication.start(
                                Launch.benchmark(run.cache(), "1g", database),
                                run.directory().resolve("tables.log"));
                var connection = new HttpConnection(application.port())) {
            run.progress().say("tables: filling them");
            fill(connection, "small", SMALL);
            fill(connection, "large", LARGE);
            run.rounds()
                    .with("table.pageOf1000Micros", walking(connection, "small"))
                    .with("table.pageOf100000Micros", walking(connection, "large"))
                    .measure(run.report());
        }
        run.report()
                .ratio("table.pageGrowth", "table.pageOf100000Micros", "table.pageOf1000Micros");
        run.server().drop(database);
    }

    private static void fill(HttpConnection connection, String table, int entries)
            throws IOException {
        for (int first = 0; first < entries; first += ENTRIES_IN_COMMAND) {
            String some =
                    IntStream.range(first, first + ENTRIES_IN_COMMAND)
                            .mapToObj(
                                    number ->
                                            "{\"key\":\"k%06d\",\"value\":%s}"
                                                    .formatted(number, Messages.json()))
                            .collect(Collectors.joining(",", "{\"entries\":[", "]}"));
            exchange(connection, HttpConnection.post("/v1/tables/" + table, some), 204);
        }
    }

    private static Measurement walking(HttpConnection connection, String table) {
        var walk = new Walk(connection, "/v1/tables/" + table + "?limit=100");
        return () -> Latency.medianMicros(walk, TURN);
    }

    private static String exchange(HttpConnection connection, byte[] request, int expected)
            throws IOException {
        HttpConnection.Answer answer = connection.exchange(request);
        if (answer.status() != expected) {
            throw new IOException("status %d in place of %d".formatted(answer.status(), expected));
        }
        return new String(answer.body(), UTF_8);
    }

    /** Reads a table page by page, and from its beginning again when it is through. */
    private static final class Walk implements Client {

        private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"}$");

        private final HttpConnection connection;
        private final String path;
        private String after = "";

        Walk(HttpConnection connection, String path) {
            this.connection = connection;
            this.path = path;
        }

        @Override
        public void call() throws IOException {
            String page = exchange(connection, HttpConnection.get(path + after), 200);
            Matcher next = NEXT.matcher(page);
            after = next.find() ? "&after=" + next.group(1) : "";
        }
    }
}
