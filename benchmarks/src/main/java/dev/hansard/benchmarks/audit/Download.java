package dev.hansard.benchmarks.audit;

import dev.hansard.benchmarks.harness.Measurement;

import java.io.IOException;
import java.io.OutputStream;

/** Takes the whole log once a turn, an event a line, and throws it away: events a second. */
final class Download implements Measurement {

    /** Writes all of it, and the same each time. */
    @FunctionalInterface
    interface Source {
        void writeTo(OutputStream out) throws Exception;
    }

    private final long events;
    private final Source source;
    private double bytesPerEvent;

    /**
     * @param events how many there are: a turn that gets others fails
     */
    Download(long events, Source source) {
        this.events = events;
        this.source = source;
    }

    @Override
    public double turn() throws Exception {
        var count = new LineCount();
        long begin = System.nanoTime();
        source.writeTo(count);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (count.lines() != events) {
            throw new IOException("%d events in place of %d".formatted(count.lines(), events));
        }
        bytesPerEvent = (double) count.bytes() / events;
        return events / seconds;
    }

    /** How long an event was on its way in the last turn, line end included. */
    double bytesPerEvent() {
        return bytesPerEvent;
    }
}
