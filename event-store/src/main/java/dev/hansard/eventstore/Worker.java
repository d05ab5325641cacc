package dev.hansard.eventstore;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread that does one thing until it is told to stop. */
public final class Worker implements AutoCloseable {

    /** What the thread does. */
    public interface Work {
        void run() throws InterruptedException;
    }

    static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private final boolean interrupted;

    private Worker(Thread.Builder thread, String name, Work work, boolean interrupted) {
        this.thread = thread.name(name).unstarted(() -> run(work));
        this.interrupted = interrupted;
    }

    /** For work that waits: stopping also ends a wait for the database, with its connection. */
    public static Worker waiting(String name, Work work) {
        return new Worker(Thread.ofVirtual(), name, work, true);
    }

    /**
     * For work that ends by itself soon after it was told to stop, and may have something to say to
     * the database before: it is not interrupted, which would end its connection.
     */
    public static Worker ending(String name, Work work) {
        return new Worker(Thread.ofVirtual(), name, work, false);
    }

    /** For work that computes, and would keep other virtual threads from running. */
    public static Worker computing(String name, Work work) {
        return new Worker(Thread.ofPlatform().daemon(), name, work, true);
    }

    public void start() {
        thread.start();
    }

    public boolean isRunning() {
        return stopping.getCount() > 0;
    }

    /** Waits, unless told to stop. */
    public void pause(Duration time) throws InterruptedException {
        boolean _ = stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Stops the thread and waits for its end. */
    @Override
    public void close() {
        stopping.countDown();
        if (thread.getState() == Thread.State.NEW || Thread.currentThread() == thread) {
            return;
        }
        if (interrupted) {
            thread.interrupt();
        }
        try {
            boolean _ = thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
