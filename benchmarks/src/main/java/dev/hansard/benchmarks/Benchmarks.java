package dev.hansard.benchmarks;

import dev.hansard.benchmarks.application.AotCache;
import dev.hansard.benchmarks.harness.Progress;
import dev.hansard.benchmarks.postgres.BenchmarkServer;
import dev.hansard.benchmarks.postgres.FlushTime;
import dev.hansard.benchmarks.postgres.Protection;
import dev.hansard.benchmarks.report.FlatJson;
import dev.hansard.benchmarks.report.Report;
import dev.hansard.benchmarks.report.Table;
import dev.hansard.benchmarks.run.MillionEvents;
import dev.hansard.benchmarks.run.Run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Measures Hansard and its peers side by side and reports it: {@code ./mvnw -q -Pbenchmark verify
 * -pl benchmarks -am}, with {@code -Dbenchmark.only=append,read} for some parts of it.
 */
public final class Benchmarks {

    private static final int MISUSED = 2;
    private static final int FAILED = 1;

    private Benchmarks() {}

    public static void main(String[] args) {
        try {
            Set<Part> parts = Part.named(System.getProperty("benchmark.only", "all"));
            System.exit(run(parts, Path.of(System.getProperty("benchmark.directory", "target"))));
        } catch (IllegalArgumentException e) {
            System.err.println("benchmark.only: " + e.getMessage());
            System.exit(MISUSED);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(FAILED);
        }
    }

    private static int run(Set<Part> parts, Path directory) throws Exception {
        Files.createDirectories(directory);
        var report = new Report();
        var progress = new Progress();
        progress.say("measuring %s, about %s".formatted(parts, minutes(parts)));
        List<Part> failed = new ArrayList<>();
        try (var server = BenchmarkServer.start(directory.resolve("benchmark-data"))) {
            describe(server, directory, report, progress);
            Path application = Path.of(System.getProperty("benchmark.application", "hansard.jar"));
            var run =
                    new Run(
                            server,
                            new MillionEvents(server, application, directory, report, progress),
                            new AotCache(server, progress, directory),
                            parts.size() == Part.values().length,
                            report,
                            progress,
                            directory);
            measure(parts, run, failed);
        }
        report.figure("run.seconds", progress.passed().toSeconds());
        progress.say("done");
        System.out.println("\n" + Table.of(report));
        Path json = directory.resolve("benchmark.json");
        FlatJson.write(report, json);
        System.out.println("written to " + json);
        if (!failed.isEmpty()) {
            System.err.println("could not be measured: " + failed);
        }
        return failed.isEmpty() ? 0 : FAILED;
    }

    private static void measure(Set<Part> parts, Run run, List<Part> failed) {
        Set<Part> left = new LinkedHashSet<>(parts);
        for (Part part : parts) {
            Progress progress = run.progress();
            progress.say(
                    "%s takes about %s; about %s are left"
                            .formatted(part, minutes(Set.of(part)), minutes(left)));
            Duration begin = progress.passed();
            if (!succeeds(part, run)) {
                failed.add(part);
            }
            Duration took = progress.passed().minus(begin);
            run.report().figure("run.%sSeconds".formatted(part), took.toSeconds());
            left.remove(part);
        }
    }

    private static String minutes(Set<Part> parts) {
        return Progress.minutes(
                        parts.stream().map(Part::typical).reduce(Duration.ZERO, Duration::plus))
                .strip();
    }

    /** One part that cannot run does not take the others with it. */
    private static boolean succeeds(Part part, Run run) {
        try {
            part.measure(run);
            return true;
        } catch (Exception e) {
            run.progress().say(part + " failed: " + e);
            e.printStackTrace();
            return false;
        }
    }

    private static void describe(
            BenchmarkServer server, Path directory, Report report, Progress progress)
            throws SQLException, IOException {
        Protection protection = server.protection();
        progress.say("PostgreSQL " + server.version() + " with " + protection);
        if (!protection.isComplete()) {
            throw new IllegalStateException("without protection no figure counts: " + protection);
        }
        protection
                .settings()
                .forEach((name, value) -> report.fact("protection." + name, value.equals("on")));
        report.fact("environment.postgres", server.version());
        report.fact("environment.java", Runtime.version().toString());
        report.fact("environment.cores", Runtime.getRuntime().availableProcessors());
        report.figure("environment.fsyncMicros", FlushTime.medianMicros(directory));
    }
}
