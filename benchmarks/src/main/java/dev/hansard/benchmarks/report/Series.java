package dev.hansard.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One figure as it came out in each round of a run, in the order of the rounds. What stands for it
 * is the median; the lowest and the highest show how far it is to be trusted.
 */
public record Series(List<Double> rounds) {

    public Series {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("a figure needs a round at least");
        }
        rounds = List.copyOf(rounds);
    }

    public static Series of(double... rounds) {
        return new Series(Arrays.stream(rounds).boxed().toList());
    }

    /** The middle one; the mean of the two in the middle where their number is even. */
    public double median() {
        double[] sorted = stream().sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The value that so many of a hundred do not exceed. */
    public double percentile(double percent) {
        double[] sorted = stream().sorted().toArray();
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    public double lowest() {
        return stream().min().orElseThrow();
    }

    public double highest() {
        return stream().max().orElseThrow();
    }

    /**
     * Round by round this figure over another, so that what slowed both down in a round does not
     * show.
     *
     * @throws IllegalArgumentException if the other has not as many rounds
     */
    public Series dividedBy(Series other) {
        if (other.rounds.size() != rounds.size()) {
            throw new IllegalArgumentException(
                    "%d rounds over %d".formatted(rounds.size(), other.rounds.size()));
        }
        return new Series(
                IntStream.range(0, rounds.size())
                        .mapToObj(round -> rounds.get(round) / other.rounds.get(round))
                        .toList());
    }

    /** Each round multiplied, for another unit. */
    public Series times(double factor) {
        return new Series(stream().map(value -> value * factor).boxed().toList());
    }

    private DoubleStream stream() {
        return rounds.stream().mapToDouble(Double::doubleValue);
    }
}
