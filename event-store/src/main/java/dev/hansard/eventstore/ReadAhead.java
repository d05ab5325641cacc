package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the past once for all who catch up together. A scan runs ahead of them and is taken up by
 * everybody whose position it passes; who is far from it begins another one, and goes over to the
 * first when that is reached. Who finds no scan and no place for one reads for itself. Thread-safe.
 */
final class ReadAhead implements AutoCloseable {

    /** Each has some pages in memory and a connection. */
    private static final int MOST_SCANS = 2;

    private final EventLog log;
    private final int pageSize;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Scan> scans = new ArrayList<>(MOST_SCANS);

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

    /** Somebody has caught up: nothing is kept for who asked. */
    void leave(Object reader) {
        lock.lock();
        try {
            scans.forEach(scan -> scan.leave(reader));
            scans.removeIf(Scan::isOver);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the scans that are running. */
    @Override
    public void close() {
        present().forEach(Scan::close);
    }

    private List<Scan> present() {
        lock.lock();
        try {
            return List.copyOf(scans);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Page page(Object reader, long position, long head)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (Scan scan : present()) {
                Page page = scan.page(reader, position);
                if (page != null) {
                    leaveOthers(reader, scan);
                    return page;
                }
            }
            scans.removeIf(Scan::isOver);
            return scans.size() < MOST_SCANS ? begin(position, head).page(reader, position) : null;
        } finally {
            lock.unlock();
        }
    }

    private void leaveOthers(Object reader, Scan followed) {
        scans.stream().filter(scan -> scan != followed).forEach(scan -> scan.leave(reader));
    }

    private Scan begin(long position, long head) {
        var begun = new Scan(log, pageSize, position, head, lock, changed);
        scans.add(begun);
        begun.start();
        return begun;
    }
}
