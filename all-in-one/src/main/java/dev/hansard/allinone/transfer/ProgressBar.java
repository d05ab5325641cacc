package dev.hansard.allinone.transfer;

import static java.util.Locale.ROOT;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shows how far something is: a bar that is drawn over itself on a terminal, elsewhere a line now
 * and then. Not thread-safe.
 */
final class ProgressBar {

    private static final int WIDTH = 40;
    private static final Duration ON_TERMINAL = Duration.ofMillis(100);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private final String unit;
    private final long total;
    private final LongSupplier nanos;
    private final long start;
    private long drawn;

    /**
     * @param total what there is to do, in units
     * @param nanos a clock, as {@link System#nanoTime}
     */
    ProgressBar(PrintStream out, boolean terminal, String unit, long total, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.unit = unit;
        this.total = total;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.drawn = start;
    }

    /** Shows it, unless that was done just now. */
    void at(long done) {
        long now = nanos.getAsLong();
        if (now - drawn >= (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
            drawn = now;
            draw(done, now - start);
        }
    }

    /** Shows that all is done. */
    void end() {
        draw(total, nanos.getAsLong() - start);
        if (terminal) {
            out.println();
        }
    }

    private void draw(long done, long taken) {
        double part = total == 0 ? 1 : Math.min(1, (double) done / total);
        double perSecond = taken == 0 ? 0 : done * 1e9 / taken;
        long left = perSecond == 0 ? 0 : Math.round((total - done) / perSecond);
        String figures =
                String.format(
                        ROOT,
                        "%3.0f %%  %,d of %,d %s  %,.0f/s  %d s left",
                        part * 100,
                        done,
                        total,
                        unit,
                        perSecond,
                        left);
        if (terminal) {
            int full = (int) (part * WIDTH);
            out.printf("\r[%s%s] %s\033[K", "#".repeat(full), " ".repeat(WIDTH - full), figures);
            out.flush();
        } else {
            out.println(figures.strip());
        }
    }
}
