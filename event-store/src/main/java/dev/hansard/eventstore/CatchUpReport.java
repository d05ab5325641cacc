package dev.hansard.eventstore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells the log how a view catches up: a line each second, once it takes longer than a second. */
final class CatchUpReport {

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String view;
    private final LongSupplier nanoTime;
    private boolean running;
    private long startNanos;
    private long startPosition;
    private long lastLineNanos;
    private boolean spoke;
    private volatile long eventsPerSecond;

    CatchUpReport(String view, LongSupplier nanoTime) {
        this.view = view;
        this.nanoTime = nanoTime;
    }

    long eventsPerSecond() {
        return eventsPerSecond;
    }

    /** After each page, while the view is behind. */
    void behind(long position, long head) {
        long now = nanoTime.getAsLong();
        if (!running) {
            running = true;
            spoke = false;
            startNanos = now;
            lastLineNanos = now;
            startPosition = position;
            return;
        }
        eventsPerSecond = rate(position, now);
        if (now - lastLineNanos >= EVERY_NANOS) {
            lastLineNanos = now;
            spoke = true;
            LOG.info(
                    "{}",
                    String.format(
                            Locale.ROOT,
                            "%s catching up: %,d of %,d events, %,d/s, %,d s left",
                            view,
                            position,
                            head,
                            eventsPerSecond,
                            (head - position) / Math.max(1, eventsPerSecond)));
        }
    }

    /** When the view has reached the head. */
    void caughtUp(long position) {
        if (running && spoke) {
            LOG.info(
                    "{}",
                    String.format(
                            Locale.ROOT,
                            "%s caught up at %,d, %,d/s",
                            view,
                            position,
                            rate(position, nanoTime.getAsLong())));
        }
        running = false;
        eventsPerSecond = 0;
    }

    private long rate(long position, long now) {
        double seconds = Math.max(1e-9, (now - startNanos) / 1e9);
        return Math.round((position - startPosition) / seconds);
    }
}
