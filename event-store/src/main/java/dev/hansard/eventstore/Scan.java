package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * One run over the log from a position to its head, on a thread of its own. It keeps a window of
 * pages: a new one is read when all who follow have passed the oldest. Who has not asked for a
 * while is not waited for, and when nobody has, the run ends.
 *
 * <p>Called, except for {@link #close}, with the lock that is given to it held.
 */
final class Scan implements AutoCloseable {

    private static final int WINDOW = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Where a reader is, and when it said so. */
    private record Place(long position, long nanos) {

        boolean isRecent() {
            return System.nanoTime() - nanos < PATIENCE.toNanos();
        }
    }

    private final EventLog log;
    private final int pageSize;
    private final long from;
    private final long upTo;
    private final Lock lock;
    private final Condition changed;
    private final Deque<Page> window = new ArrayDeque<>(WINDOW);
    private final Map<Object, Place> readers = new HashMap<>();
    private final Worker worker = Worker.waiting("hansard-replay", this::run);
    private boolean running = true;
    private @Nullable RuntimeException failure;

    /**
     * @param changed a condition of the lock
     */
    Scan(EventLog log, int pageSize, long from, long upTo, Lock lock, Condition changed) {
        this.log = log;
        this.pageSize = pageSize;
        this.from = from;
        this.upTo = upTo;
        this.lock = lock;
        this.changed = changed;
    }

    void start() {
        worker.start();
    }

    /** Whether nobody follows it any more. */
    boolean isOver() {
        return readers.values().stream().noneMatch(Place::isRecent);
    }

    /** Nobody waits for this one any more. */
    void leave(Object reader) {
        readers.remove(reader);
        changed.signalAll();
    }

    /**
     * Waits for the page that goes on from a position.
     *
     * @return null if this run does not come by there: then the reader does not follow it
     */
    @Nullable Page page(Object reader, long position) throws InterruptedException {
        // Once: readers that woke each other whenever they woke would never sleep.
        changed.signalAll();
        while (true) {
            readers.put(reader, new Place(position, System.nanoTime()));
            Page found = find(position);
            if (found != null) {
                return found;
            }
            if (position != end()) {
                leave(reader);
                return null;
            }
            RuntimeException reason = failure;
            if (reason != null) {
                failure = null;
                throw reason;
            }
            if (!running) {
                leave(reader);
                return null;
            }
            boolean _ = changed.await(PATIENCE.toMillis() / 2, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        worker.close();
    }

    private @Nullable Page find(long position) {
        for (Page page : window) {
            if (page.holdsNext(position)) {
                return page;
            }
        }
        return null;
    }

    private long end() {
        return window.isEmpty() ? from : window.getLast().last();
    }

    private void run() {
        RuntimeException reason = null;
        try {
            log.readPages(from, upTo, pageSize, this::add);
        } catch (RuntimeException e) {
            reason = e;
        }
        lock.lock();
        try {
            running = false;
            failure = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Adds a page once there is room; false when nobody wants it. */
    private boolean add(List<RecordedEvent> events) {
        var page = new Page(events);
        lock.lock();
        try {
            while (window.size() == WINDOW && isWanted(window.getFirst())) {
                boolean _ = changed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (window.size() == WINDOW) {
                window.removeFirst();
            }
            window.add(page);
            changed.signalAll();
            return worker.isRunning() && !isOver();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isWanted(Page page) {
        return readers.values().stream()
                .anyMatch(place -> place.isRecent() && place.position() < page.last());
    }
}
