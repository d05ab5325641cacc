package dev.hansard.benchmarks.results;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.query.result.CachedResults;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What a result costs that is in memory: finding it among a thousand, judging whether it is of use
 * after an invalidation of something else, and making the answer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WarmResult {

    private static final int RESULTS = 1_024;

    private final CachedResults results;
    private final Object[] addresses;
    private int next;

    public WarmResult() {
        results =
                new CachedResults(
                        Applications.start(CachedResults.application(), Database.ofThisProcess()));
        IntStream.range(0, RESULTS).forEach(results::store);
        addresses = IntStream.range(0, RESULTS).mapToObj(results::address).toArray();
    }

    @TearDown
    public void stop() {
        results.close();
    }

    @Benchmark
    public byte[] find() {
        return results.find(addresses[next++ % RESULTS]);
    }
}
