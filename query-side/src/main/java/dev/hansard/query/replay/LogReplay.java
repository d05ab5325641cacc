package dev.hansard.query.replay;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogView;

/** Gives a view the events of the log, from one position to another. */
public final class LogReplay {

    /** Events read by one statement: none keeps old rows from being cleaned up for long. */
    private static final int SLICE = 20_000;

    private final EventLog log;
    private final int pageSize;

    /**
     * @param pageSize most events that are given at once
     */
    public LogReplay(EventLog log, int pageSize) {
        this.log = log;
        this.pageSize = pageSize;
    }

    /**
     * Gives them.
     *
     * @param upTo the last one; the log must be that far
     */
    public void run(LogView view, long after, long upTo, ReplayProgress progress) {
        progress.at(after, upTo);
        for (long from = after; from < upTo; from += SLICE) {
            log.readPages(
                    from,
                    Math.min(upTo, from + SLICE),
                    pageSize,
                    page -> {
                        long position = page.getLast().position();
                        if (position < upTo) {
                            view.gather(page);
                        } else {
                            view.apply(page);
                        }
                        progress.at(position, upTo);
                        return true;
                    });
        }
    }
}
