package dev.hansard.query.result;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.List;

/**
 * Takes out of the table what is of no use any more, and what is too much. Nothing rests on it but
 * room: whoever finds a result judges for itself.
 */
final class Cleaning {

    private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);
    private static final int PAGE = 1_000;

    private final ResultTable table;
    private final Invalidations invalidations;
    private final Room room;
    private final Clock clock;
    private final Counter expired;
    private final Counter invalidated;

    Cleaning(
            ResultTable table,
            Invalidations invalidations,
            Room room,
            Clock clock,
            MeterRegistry meters) {
        this.table = table;
        this.invalidations = invalidations;
        this.room = room;
        this.clock = clock;
        this.expired = counter("expired", meters);
        this.invalidated = counter("invalidated", meters);
    }

    /**
     * Cleans once, and says what went.
     *
     * @throws org.springframework.dao.DataAccessException if the store cannot be reached
     */
    void run() {
        int over = removeOver();
        int reached = removeInvalidated();
        int tooMany = room.evict();
        expired.increment(over);
        invalidated.increment(reached);
        LOG.info("cleaned results: {} expired, {} invalidated, {} evicted", over, reached, tooMany);
    }

    private int removeOver() {
        int all = 0;
        int removed;
        do {
            removed = table.removeOver(clock.instant(), PAGE);
            all += removed;
        } while (removed == PAGE);
        return all;
    }

    private int removeInvalidated() {
        int all = 0;
        long after = 0;
        List<ResultSummary> page;
        do {
            page = table.ofAll(after, PAGE);
            all +=
                    table.remove(
                            page.stream()
                                    .filter(result -> invalidations.reach(result.head()))
                                    .map(ResultSummary::id)
                                    .toList());
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == PAGE);
        return all;
    }

    /** Counts what this node took out of the table. */
    static Counter counter(String reason, MeterRegistry meters) {
        return Counter.builder("hansard.results.cleaned")
                .description("Results taken out of the table")
                .tag("reason", reason)
                .register(meters);
    }
}
