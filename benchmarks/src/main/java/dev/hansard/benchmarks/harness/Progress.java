package dev.hansard.benchmarks.harness;

import java.time.Duration;

/** Says on the console what a run is at, with the time since it began. */
public final class Progress {

    private final long begin = System.nanoTime();

    public void say(String text) {
        System.out.printf("[%s] %s%n", minutes(passed()), text);
    }

    /** Since the run began. */
    public Duration passed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Minutes and seconds. */
    public static String minutes(Duration time) {
        return "%2d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
