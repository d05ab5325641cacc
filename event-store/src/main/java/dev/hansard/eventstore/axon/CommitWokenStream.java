package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.CommitSignal;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream of all events after a position. At its end it waits for the next commit; the safety poll
 * is only for one whose wake-up was lost.
 *
 * <p>Safe for several threads: a coordinator of Axon asks for more just when its next run, on
 * another thread, may have begun to read.
 */
final class CommitWokenStream implements TrackingEventStream {

    private final EventStorageEngine engine;
    private final CommitSignal signal;
    private final Duration safetyPoll;
    private final ReentrantLock lock = new ReentrantLock();
    private Iterator<? extends TrackedEventMessage<?>> read = Collections.emptyIterator();
    private volatile @Nullable TrackedEventMessage<?> peeked;
    private volatile CommitSignal.@Nullable Registration registration;

    /** The last position that was handed on. */
    private volatile long position;

    /** The log is known to hold nothing for this stream up to here. */
    private volatile long seen;

    CommitWokenStream(
            EventStorageEngine engine, CommitSignal signal, Duration safetyPoll, long position) {
        this.engine = engine;
        this.signal = signal;
        this.safetyPoll = safetyPoll;
        this.position = position;
        this.seen = position;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return hasNextAvailable() ? Optional.ofNullable(peeked) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (!advance()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            boolean _ =
                    signal.awaitPast(seen, Duration.ofNanos(Math.min(left, safetyPoll.toNanos())));
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        TrackedEventMessage<?> next = take();
        while (next == null) {
            boolean _ = hasNextAvailable(Integer.MAX_VALUE, TimeUnit.MILLISECONDS);
            next = take();
        }
        return next;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        unregister();
        registration = signal.onCommit(callback);
        if (signal.head() > position) {
            callback.run();
        }
        return true;
    }

    @Override
    public void close() {
        unregister();
    }

    private boolean advance() {
        lock.lock();
        try {
            if (peeked == null) {
                peeked = next();
            }
            return peeked != null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable TrackedEventMessage<?> take() {
        lock.lock();
        try {
            TrackedEventMessage<?> taken = peeked;
            peeked = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable TrackedEventMessage<?> next() {
        if (!read.hasNext()) {
            // Known before the read: what comes after it wakes the wait that may follow.
            seen = Math.max(position, signal.head());
            read = engine.readEvents(new GlobalSequenceTrackingToken(position), false).iterator();
        }
        if (!read.hasNext()) {
            return null;
        }
        TrackedEventMessage<?> next = read.next();
        position = Positions.of(next.trackingToken());
        return next;
    }

    private void unregister() {
        CommitSignal.Registration registered = registration;
        registration = null;
        if (registered != null) {
            registered.close();
        }
    }
}
