package dev.hansard.benchmarks.harness;

import dev.hansard.benchmarks.report.Report;
import dev.hansard.benchmarks.report.Rounded;
import dev.hansard.benchmarks.report.Series;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Several measurements in turns: round after round, each once, beginning with another one each
 * time, so that whatever drifts on the machine drifts for all of them. What comes before the first
 * round warms up and does not count: a turn of each, or as many as it takes to be steady.
 */
public final class Rounds {

    /** How long a turn lasts of whoever puts a load on something. */
    public static final Duration TURN = Duration.ofSeconds(1);

    /** Steady is whose last so many turns differ by no more than a tenth from as many before. */
    private static final int STEADY_TURNS = 3;

    private static final double STEADY = 1.1;

    private final Map<String, Measurement> measurements = new LinkedHashMap<>();
    private final int count;
    private final Progress progress;
    private boolean warm;
    private Duration longestWarmUp = Duration.ZERO;

    /**
     * @param count of the rounds that count
     */
    public Rounds(int count, Progress progress) {
        this.count = count;
        this.progress = progress;
    }

    /**
     * Adds a measurement.
     *
     * @param key of its figure in the report; ends with its unit
     */
    public Rounds with(String key, Measurement measurement) {
        measurements.put(key, measurement);
        return this;
    }

    /**
     * Lets each warm up until it is steady: what is compiled as it runs goes on getting faster.
     *
     * @param longest of all of them together: what varies for other reasons is never steady
     */
    public Rounds warmedUp(Duration longest) {
        longestWarmUp = longest;
        return this;
    }

    /** Says that there is nothing to warm up. */
    public Rounds withoutWarmUp() {
        warm = true;
        return this;
    }

    /** Runs all of them and reports a figure for each. */
    public void measure(Report report) throws Exception {
        if (!warm) {
            warmUp();
        }
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (int round = 1; round <= count; round++) {
            turns("round " + round + " of " + count, round)
                    .forEach(
                            (key, figure) ->
                                    figures.computeIfAbsent(key, k -> new ArrayList<>())
                                            .add(figure));
        }
        figures.forEach((key, rounds) -> report.figure(key, new Series(rounds)));
    }

    /** What one has not needed of its share is for those after it. */
    private void warmUp() throws Exception {
        long end = System.nanoTime() + longestWarmUp.toNanos();
        int left = measurements.size();
        for (String key : measurements.keySet()) {
            long share = (end - System.nanoTime()) / left;
            warmUp(key, System.nanoTime() + share);
            left--;
        }
    }

    private void warmUp(String key, long end) throws Exception {
        List<Double> figures = new ArrayList<>();
        do {
            figures.add(turn("warm-up", key));
        } while (System.nanoTime() < end && !isSteady(figures));
    }

    private static boolean isSteady(List<Double> figures) {
        int turns = figures.size();
        if (turns < 2 * STEADY_TURNS) {
            return false;
        }
        double last = sum(figures.subList(turns - STEADY_TURNS, turns));
        double before = sum(figures.subList(turns - 2 * STEADY_TURNS, turns - STEADY_TURNS));
        return Math.max(last, before) <= STEADY * Math.min(last, before);
    }

    private static double sum(List<Double> figures) {
        return figures.stream().mapToDouble(figure -> figure).sum();
    }

    private Map<String, Double> turns(String label, int round) throws Exception {
        List<String> order = new ArrayList<>(measurements.keySet());
        Collections.rotate(order, -round);
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String key : order) {
            figures.put(key, turn(label, key));
        }
        return figures;
    }

    private double turn(String label, String key) throws Exception {
        double figure = Objects.requireNonNull(measurements.get(key)).turn();
        progress.say("%s: %s %s".formatted(label, key, Rounded.text(figure)));
        return figure;
    }
}
