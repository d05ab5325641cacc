package dev.hansard.benchmarks.run;

import dev.hansard.benchmarks.harness.Progress;
import dev.hansard.benchmarks.harness.Rounds;
import dev.hansard.benchmarks.postgres.BenchmarkServer;
import dev.hansard.benchmarks.report.Report;

import java.nio.file.Path;

/**
 * What every part of one run shares.
 *
 * @param millionEvents a log that several parts read
 * @param application the all-in-one as it is shipped: one executable jar
 * @param directory where logs and data may go
 */
public record Run(
        BenchmarkServer server,
        MillionEvents millionEvents,
        Report report,
        Progress progress,
        Path application,
        Path directory) {

    /** Rounds that count, unless a part says otherwise. */
    private static final int ROUNDS = 5;

    public Rounds rounds() {
        return new Rounds(ROUNDS, progress);
    }
}
