package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * Where followers get their events from: from the hand of the commit while they keep up, from pages
 * that are read ahead while they are far behind, else from the table. One for all followers of a
 * process. Thread-safe.
 */
public final class LogFeed implements AutoCloseable {

    private final EventLog log;
    private final CommitSignal signal;
    private final EventStoreSettings settings;
    private final @Nullable ReadAhead ahead;
    private final @Nullable Pace pace;

    private LogFeed(
            EventLog log,
            CommitSignal signal,
            EventStoreSettings settings,
            @Nullable ReadAhead ahead,
            @Nullable Pace pace) {
        this.log = log;
        this.signal = signal;
        this.settings = settings;
        this.ahead = ahead;
        this.pace = pace;
    }

    /**
     * A feed for all who catch up together.
     *
     * @param signal tells of new events and hands over those of this process
     */
    public static LogFeed readingAhead(
            EventLog log, CommitSignal signal, EventStoreSettings settings) {
        return new LogFeed(log, signal, settings, new ReadAhead(log, settings.pageSize()), null);
    }

    /** A feed for one view that reads for itself. */
    static LogFeed pageByPage(EventLog log, CommitSignal signal, EventStoreSettings settings) {
        return new LogFeed(log, signal, settings, null, null);
    }

    /**
     * This feed for one view to which each batch costs more than each event: what comes while
     * others write is gathered.
     *
     * @param interval between one batch and the next, unless the view is more than a page behind;
     *     what comes after a longer pause comes at once
     */
    public LogFeed paced(Duration interval) {
        return new LogFeed(log, signal, settings, ahead, new Pace(interval));
    }

    /** The log's head, asked of the store. */
    long head() {
        return log.head();
    }

    /** The last position this process has heard of; the log may be further. */
    long knownHead() {
        return signal.head();
    }

    /**
     * The events right after a position; empty if there are none.
     *
     * @param reader who asks: the same for every page of one follower
     * @param known head of the log, as far as the reader knows
     */
    List<RecordedEvent> after(Object reader, long position, long known)
            throws InterruptedException {
        if (pace != null && known - position < settings.pageSize()) {
            pace.await();
        }
        List<RecordedEvent> handed = signal.handedOver(position, settings.pageSize());
        if (!handed.isEmpty()) {
            return handed;
        }
        return ahead == null || known - position <= settings.pageSize()
                ? log.read(position, settings.pageSize())
                : ahead.after(reader, position, known);
    }

    /** Says that somebody who asked has caught up, so that nothing is kept for it. */
    void caughtUp(Object reader) {
        if (ahead != null) {
            ahead.leave(reader);
        }
    }

    /** As {@link CommitSignal#awaitPast}. */
    boolean awaitPast(long position, Duration timeout) throws InterruptedException {
        return signal.awaitPast(position, timeout);
    }

    /** Ends reading ahead. */
    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
        }
    }
}
