package dev.hansard.benchmarks.results;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.harness.ForkedJmh;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;
import dev.hansard.query.result.CachedResults;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.stream.IntStream;

/** What it costs to find a result in memory, and what one takes there besides its own bytes. */
public final class ResultsPart {

    private static final int INVALIDATIONS = 100;
    private static final int FIRST = 1_000_000;
    private static final int WARM_UP = 1_000;
    private static final int ENTRIES = 20_000;

    private ResultsPart() {}

    public static void measure(Run run) throws Exception {
        Database database = run.server().create("results");
        SeededLog.write(database, Seed.invalidations(INVALIDATIONS));
        run.progress().say("results: a warm one, in a JVM of its own");
        run.report().figure("results.hitNanos", ForkedJmh.nanos(WarmResult.class, database));
        run.progress().say("results: " + ENTRIES + " in memory");
        run.report().figure("results.bytesPerEntry", bytesPerEntry(database));
    }

    private static double bytesPerEntry(Database database) {
        try (var results =
                new CachedResults(
                        Applications.start(
                                CachedResults.application(),
                                database,
                                "--hansard.results.cache-weight=1GB",
                                "--hansard.results.max-entries=1000000"))) {
            IntStream.range(FIRST, FIRST + WARM_UP).forEach(results::store);
            long before = heap();
            long content =
                    IntStream.range(FIRST + WARM_UP, FIRST + WARM_UP + ENTRIES)
                            .mapToLong(results::store)
                            .sum();
            return (double) (heap() - before - content) / ENTRIES;
        }
    }

    private static long heap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
