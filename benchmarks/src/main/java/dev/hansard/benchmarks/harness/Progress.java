package dev.hansard.benchmarks.harness;

import java.time.Duration;

/** Says on the console what a run is at, with the time since it began. */
public final class Progress {

    private final long begin = System.nanoTime();

    public void say(String text) {
        Duration passed = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("[%2d:%02d] %s%n", passed.toMinutes(), passed.toSecondsPart(), text);
    }
}
