package dev.hansard.eventstore;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets one thread through at most once in a time: at once if it was not there for longer. */
final class Pace {

    private final Duration interval;
    private long next = System.nanoTime();

    Pace(Duration interval) {
        this.interval = interval;
    }

    void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        next = System.nanoTime() + interval.toNanos();
    }
}
