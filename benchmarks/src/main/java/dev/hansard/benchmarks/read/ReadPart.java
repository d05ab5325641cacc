package dev.hansard.benchmarks.read;

import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.report.Series;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;
import dev.hansard.query.conversation.WarmWindow;

import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.stream.StreamSupport;

/** What a read of a warm window costs, and how soon it shows what was written. */
public final class ReadPart {

    private static final int MESSAGES_EACH = 25;
    private static final int ITERATIONS = 5;

    private ReadPart() {}

    public static void measure(Run run) throws Exception {
        Database database = run.server().create("read");
        SeededLog.write(database, Seed.conversations(WarmWindow.CONVERSATIONS, MESSAGES_EACH));
        run.progress().say("read: a warm window, in a JVM of its own");
        var options =
                new OptionsBuilder()
                        .include(WarmWindow.class.getName())
                        .forks(1)
                        .jvmArgsAppend(database.jvmArguments().toArray(String[]::new))
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ITERATIONS)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build();
        run.report().figure("read.hitNanos", iterations(new Runner(options).runSingle()));
        Lag.measure(run, database);
    }

    private static Series iterations(RunResult result) {
        return new Series(
                result.getBenchmarkResults().stream()
                        .flatMap(
                                benchmark ->
                                        StreamSupport.stream(
                                                benchmark.getIterationResults().spliterator(),
                                                false))
                        .map(ReadPart::score)
                        .toList());
    }

    private static double score(IterationResult iteration) {
        return iteration.getPrimaryResult().getScore();
    }
}
