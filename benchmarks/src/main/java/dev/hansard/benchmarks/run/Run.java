package dev.hansard.benchmarks.run;

import dev.hansard.benchmarks.application.AotCache;
import dev.hansard.benchmarks.harness.Progress;
import dev.hansard.benchmarks.harness.Rounds;
import dev.hansard.benchmarks.postgres.BenchmarkServer;
import dev.hansard.benchmarks.report.Report;

import java.nio.file.Path;

/**
 * What every part of one run shares.
 *
 * @param millionEvents a log that several parts read
 * @param cache of the all-in-ones that are measured
 * @param whole whether every part is measured, so that there is little time for each
 * @param directory where logs and data may go
 */
public record Run(
        BenchmarkServer server,
        MillionEvents millionEvents,
        AotCache cache,
        boolean whole,
        Report report,
        Progress progress,
        Path directory) {

    /** Rounds that count, unless a part says otherwise. */
    private static final int ROUNDS = 5;

    public Rounds rounds() {
        return new Rounds(ROUNDS, progress);
    }
}
