package dev.hansard.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The figures of one run and the facts about it, by name and in the order they came in. */
public final class Report {

    private final Map<String, Series> figures = new LinkedHashMap<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    /**
     * Takes a figure in.
     *
     * @throws IllegalArgumentException if there is one of that name, or it is no number
     */
    public void figure(String key, Series series) {
        if (!Double.isFinite(series.lowest()) || !Double.isFinite(series.highest())) {
            throw new IllegalArgumentException(key + " is no number: " + series.rounds());
        }
        if (figures.putIfAbsent(key, series) != null) {
            throw new IllegalArgumentException(key + " was measured before");
        }
    }

    /** Takes in a figure that was measured once. */
    public void figure(String key, double value) {
        figure(key, Series.of(value));
    }

    /**
     * Takes in one figure over another, round by round.
     *
     * @throws IllegalArgumentException if one of them was not measured
     */
    public void ratio(String key, String numerator, String denominator) {
        figure(key, measured(numerator).dividedBy(measured(denominator)));
    }

    /**
     * A figure that was measured.
     *
     * @throws IllegalArgumentException if it was not
     */
    public Series measured(String key) {
        return figure(key)
                .orElseThrow(() -> new IllegalArgumentException(key + " was not measured"));
    }

    /** Takes a fact in: a text, a number, or whether something holds. */
    public void fact(String key, Object value) {
        facts.put(key, value);
    }

    Optional<Series> figure(String key) {
        return Optional.ofNullable(figures.get(key));
    }

    Map<String, Series> figures() {
        return figures;
    }

    Map<String, Object> facts() {
        return facts;
    }
}
