package dev.hansard.command.expiry;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * A bounded number of threads for many small things, so that appends are not starved. Closed, they
 * finish what they have begun and begin nothing more.
 */
final class Workers implements AutoCloseable {

    private final ExecutorService threads;
    private volatile boolean closed;

    public Workers(ExpirySettings settings) {
        this.threads =
                Executors.newFixedThreadPool(
                        settings.concurrency(),
                        Thread.ofVirtual().name("hansard-expiry").factory());
    }

    /**
     * Does all of them, and waits until they are done.
     *
     * @param each whether it did what it was for
     * @return how many did
     * @throws IllegalStateException with the reason, if one of them threw
     */
    public <T> long count(Collection<T> things, Predicate<T> each) {
        List<Callable<Boolean>> tasks =
                things.stream()
                        .<Callable<Boolean>>map(thing -> () -> !closed && each.test(thing))
                        .toList();
        try {
            long done = 0;
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                done += task.get() ? 1 : 0;
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped in the middle", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    boolean areOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdown();
    }
}
