package dev.hansard.benchmarks.harness;

import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.report.Series;

import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.stream.StreamSupport;

/** Runs what takes nanoseconds by JMH, in a JVM of its own. */
public final class ForkedJmh {

    private static final int ITERATIONS = 5;

    private ForkedJmh() {}

    /**
     * Average times of one operation in nanoseconds, a second each.
     *
     * @param benchmark a class with one operation
     * @param database what it finds as {@link Database#ofThisProcess}
     */
    public static Series nanos(Class<?> benchmark, Database database) throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(benchmark.getName())
                        .forks(1)
                        .jvmArgsAppend(database.jvmArguments().toArray(String[]::new))
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ITERATIONS)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build();
        return iterations(new Runner(options).runSingle());
    }

    private static Series iterations(RunResult result) {
        return new Series(
                result.getBenchmarkResults().stream()
                        .flatMap(
                                benchmark ->
                                        StreamSupport.stream(
                                                benchmark.getIterationResults().spliterator(),
                                                false))
                        .map(ForkedJmh::score)
                        .toList());
    }

    private static double score(IterationResult iteration) {
        return iteration.getPrimaryResult().getScore();
    }
}
