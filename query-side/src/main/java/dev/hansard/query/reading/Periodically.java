package dev.hansard.query.reading;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does something now and again until it is closed, which waits for what is being done. What fails
 * is tried at the next time.
 */
public final class Periodically implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Periodically.class);

    private final ScheduledExecutorService timer;

    public Periodically(String name, Duration interval, Runnable work) {
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("hansard-" + name).factory());
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> attempt(name, work), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.close();
    }

    private static void attempt(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{} is tried again later: {}", name, e.getClass().getName());
        }
    }
}
