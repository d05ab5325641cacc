package dev.hansard.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A load of clients of whom each makes its next call when the last one was answered. */
public final class ClosedLoop {

    private ClosedLoop() {}

    /**
     * Calls a second of all clients together.
     *
     * @param threads makes the thread of each client
     * @throws Exception what a call threw
     */
    public static double perSecond(
            List<? extends Client> clients, Thread.Builder threads, Duration time)
            throws Exception {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        long calls = 0;
        try (var executor = Executors.newThreadPerTaskExecutor(threads.factory())) {
            List<Future<Long>> loops = new ArrayList<>();
            for (Client client : clients) {
                loops.add(executor.submit(() -> callUntil(end, client)));
            }
            for (Future<Long> loop : loops) {
                calls += result(loop);
            }
        }
        return calls / ((System.nanoTime() - begin) / 1e9);
    }

    private static long callUntil(long end, Client client) throws Exception {
        long calls = 0;
        while (System.nanoTime() < end) {
            client.call();
            calls++;
        }
        return calls;
    }

    private static long result(Future<Long> loop) throws Exception {
        try {
            return loop.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
