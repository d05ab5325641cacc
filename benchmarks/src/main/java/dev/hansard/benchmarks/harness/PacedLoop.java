package dev.hansard.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * A load that comes at its own pace whether or not the answers keep up, as that of people does:
 * each call begins on its own virtual thread when it is due.
 */
public final class PacedLoop {

    /**
     * A call that says something about itself.
     *
     * @param <C> who calls
     */
    @FunctionalInterface
    public interface Sampled<C> {
        double call(C client) throws Exception;
    }

    private PacedLoop() {}

    /**
     * What every call said, in the order in which they were due.
     *
     * @param clients each makes one call at a time; there must be enough for the load
     * @throws Exception what a call threw
     */
    public static <C> List<Double> run(
            List<C> clients, double perSecond, Duration time, Sampled<C> sampled) throws Exception {
        BlockingQueue<C> free = new ArrayBlockingQueue<>(clients.size(), false, clients);
        int calls = (int) (perSecond * time.toNanos() / 1e9);
        List<Future<Double>> samples = new ArrayList<>(calls);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int call = 0; call < calls; call++) {
                awaitUntil(begin + (long) (call * 1e9 / perSecond));
                samples.add(
                        executor.submit(
                                () -> {
                                    C client = free.take();
                                    try {
                                        return sampled.call(client);
                                    } finally {
                                        free.add(client);
                                    }
                                }));
            }
        }
        List<Double> said = new ArrayList<>(calls);
        for (Future<Double> sample : samples) {
            said.add(result(sample));
        }
        return said;
    }

    private static void awaitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime();
                left > 0;
                left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double result(Future<Double> sample) throws Exception {
        try {
            return sample.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
