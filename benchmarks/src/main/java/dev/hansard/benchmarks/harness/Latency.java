package dev.hansard.benchmarks.harness;

import dev.hansard.benchmarks.report.Series;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long one client waits for its answers when there is no other. */
public final class Latency {

    /** A call of which a part is prepared before the clock runs. */
    public interface Prepared extends Client {
        void prepare() throws Exception;
    }

    private Latency() {}

    /** Median of the calls made in a time, at least three, in µs. */
    public static double medianMicros(Client client, Duration time) throws Exception {
        List<Double> micros = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end || micros.size() < 3) {
            if (client instanceof Prepared prepared) {
                prepared.prepare();
            }
            long begin = System.nanoTime();
            client.call();
            micros.add((System.nanoTime() - begin) / 1e3);
        }
        return new Series(micros).median();
    }
}
