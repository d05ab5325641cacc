package dev.hansard.benchmarks.harness;

/** Something that can be measured, as often as wanted. */
@FunctionalInterface
public interface Measurement {

    /** One turn; the unit is the measurement's own. */
    double turn() throws Exception;
}
