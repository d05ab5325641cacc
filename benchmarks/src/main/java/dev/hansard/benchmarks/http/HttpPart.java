package dev.hansard.benchmarks.http;

import dev.hansard.benchmarks.application.BenchmarkEndpoints;
import dev.hansard.benchmarks.application.ChildApplication;
import dev.hansard.benchmarks.application.ChildApplication.Launch;
import dev.hansard.benchmarks.application.HttpLoad;
import dev.hansard.benchmarks.application.Talks;
import dev.hansard.benchmarks.harness.HttpConnection;
import dev.hansard.benchmarks.harness.Measurement;
import dev.hansard.benchmarks.harness.Rounds;
import dev.hansard.benchmarks.run.Run;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * What is left of the server's speed when a request also does something: messages and windows over
 * 64 connections to an all-in-one in a process of its own, beside endpoints of the same process
 * that only parse the same body or send as many bytes.
 */
public final class HttpPart {

    private static final int CONNECTIONS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(45);

    private HttpPart() {}

    public static void measure(Run run) throws Exception {
        var database = Talks.create(run.server(), "http");
        var launch = Launch.benchmark(run.cache(), "1g", database);
        run.progress().say("http: starting an all-in-one");
        try (var application = ChildApplication.start(launch, run.directory().resolve("http.log"));
                var load = new HttpLoad(application.port(), CONNECTIONS)) {
            int bytes = load.length(Talks.window());
            byte[] constant = HttpConnection.get(BenchmarkEndpoints.CONSTANT + bytes);
            run.rounds()
                    .warmedUp(WARM_UP)
                    .with("http.emptyPostsPerSecond", sending(load, 204, Talks::emptyPost))
                    .with("http.appendsPerSecond", sending(load, 201, Talks::append))
                    .with("http.constantsPerSecond", sending(load, 200, () -> constant))
                    .with("http.windowsPerSecond", sending(load, 200, Talks::window))
                    .measure(run.report());
            run.report().figure("http.windowBytes", bytes);
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
        run.server().drop(database);
    }

    private static Measurement sending(HttpLoad load, int status, Supplier<byte[]> requests) {
        return () -> load.perSecond(status, requests, Rounds.TURN);
    }
}
