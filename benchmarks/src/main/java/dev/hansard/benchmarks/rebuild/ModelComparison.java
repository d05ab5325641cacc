package dev.hansard.benchmarks.rebuild;

import dev.hansard.benchmarks.harness.Measurement;
import dev.hansard.eventstore.EnvelopeKeys;
import dev.hansard.query.comparison.Comparisons;
import dev.hansard.query.comparison.Differences;

/**
 * Holds all read models of a query service against the log once a turn, those in memory and those
 * in tables: events a second.
 */
record ModelComparison(Comparisons comparisons, long events) implements Measurement {

    @Override
    public double turn() {
        var differences = new Differences();
        long begin = System.nanoTime();
        comparisons.ofTenant(EnvelopeKeys.DEFAULT_TENANT, share -> {}, differences);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (differences.count() > 0) {
            throw new IllegalStateException("differs: " + differences.first());
        }
        return events / seconds;
    }
}
