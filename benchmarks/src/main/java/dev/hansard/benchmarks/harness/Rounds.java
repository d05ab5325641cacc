package dev.hansard.benchmarks.harness;

import dev.hansard.benchmarks.report.Report;
import dev.hansard.benchmarks.report.Rounded;
import dev.hansard.benchmarks.report.Series;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several measurements in turns: round after round, each once, beginning with another one each
 * time, so that whatever drifts on the machine drifts for all of them. A first round warms up and
 * does not count.
 */
public final class Rounds {

    private final Map<String, Measurement> measurements = new LinkedHashMap<>();
    private final int count;
    private final Progress progress;

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

    /** Runs all of them and reports a figure for each. */
    public void measure(Report report) throws Exception {
        var _ = turns("warm-up", 0);
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

    private Map<String, Double> turns(String label, int round) throws Exception {
        List<Map.Entry<String, Measurement>> order = new ArrayList<>(measurements.entrySet());
        Collections.rotate(order, -round);
        Map<String, Double> figures = new LinkedHashMap<>();
        for (var entry : order) {
            double figure = entry.getValue().turn();
            figures.put(entry.getKey(), figure);
            progress.say("%s: %s %s".formatted(label, entry.getKey(), Rounded.text(figure)));
        }
        return figures;
    }
}
