package dev.hansard.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A position that any number of threads can wait for. A step wakes those alone whose position is
 * reached.
 */
final class AwaitedPosition {

    private record Waiter(long wanted, CountDownLatch reached) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Waiter> waiters =
            new PriorityQueue<>(Comparator.comparingLong(Waiter::wanted));
    private volatile long value;

    long value() {
        return value;
    }

    /** Goes on to a position; says whether that was a step. */
    boolean advanceTo(long position) {
        List<Waiter> reached = new ArrayList<>();
        lock.lock();
        try {
            if (position <= value) {
                return false;
            }
            value = position;
            for (Waiter next = waiters.peek();
                    next != null && next.wanted() <= position;
                    next = waiters.peek()) {
                reached.add(next);
                waiters.remove();
            }
        } finally {
            lock.unlock();
        }
        reached.forEach(waiter -> waiter.reached().countDown());
        return true;
    }

    /** Goes back: who waits for more than this waits on. */
    void resetTo(long position) {
        lock.lock();
        try {
            value = position;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the position is at least this one; false when the time is over first. */
    boolean await(long wanted, Duration timeout) throws InterruptedException {
        if (value >= wanted) {
            return true;
        }
        var waiter = new Waiter(wanted, new CountDownLatch(1));
        lock.lock();
        try {
            if (value >= wanted) {
                return true;
            }
            waiters.add(waiter);
        } finally {
            lock.unlock();
        }
        try {
            return waiter.reached().await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            forget(waiter);
        }
    }

    private void forget(Waiter waiter) {
        if (waiter.reached().getCount() == 0) {
            return;
        }
        lock.lock();
        try {
            waiters.remove(waiter);
        } finally {
            lock.unlock();
        }
    }
}
