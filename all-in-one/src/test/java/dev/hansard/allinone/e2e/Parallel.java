package dev.hansard.allinone.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does many things at the same moment. */
final class Parallel {

    private Parallel() {}

    /** Each on a thread of its own, all let go together; the results in order. */
    static <T> List<T> run(int times, IntFunction<T> task) throws Exception {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running =
                    IntStream.range(0, times)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    (Callable<T>)
                                                            () -> {
                                                                go.await();
                                                                return task.apply(i);
                                                            }))
                            .toList();
            go.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
