package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the past once for all who catch up together. One scan at a time runs ahead of them and is
 * taken up by everybody whose position it passes; who is elsewhere in the log reads for itself.
 * Thread-safe.
 */
final class ReadAhead implements AutoCloseable {

    private final EventLog log;
    private final int pageSize;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Scan scan;

    ReadAhead(EventLog log, int pageSize) {
        this.log = log;
        this.pageSize = pageSize;
    }

    /**
     * The events right after a position, their payloads made where they can be; waits for them.
     *
     * @param reader who asks
     * @param head of the log: how far a scan that begins now shall go
     */
    List<RecordedEvent> after(Object reader, long position, long head) throws InterruptedException {
        Page page = page(reader, position, head);
        return page == null ? log.read(position, pageSize) : page.after(position);
    }

    /** Ends the scan, if one is running. */
    @Override
    public void close() {
        Scan running = current();
        if (running != null) {
            running.close();
        }
    }

    private @Nullable Scan current() {
        lock.lock();
        try {
            return scan;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Page page(Object reader, long position, long head)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Scan current = scan;
            if (current == null || current.isOver(position)) {
                current = new Scan(log, pageSize, position, head, lock, changed);
                scan = current;
                current.start();
            }
            return current.page(reader, position);
        } finally {
            lock.unlock();
        }
    }
}
