package dev.hansard.query.stream;

import dev.hansard.eventstore.EventFilter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * What waits for one client: the events it wants and has not taken yet. A client that takes too
 * little is cut off, so that it holds up nobody. Thread-safe.
 */
final class Subscription {

    /** How it stands. */
    enum State {
        OPEN,
        /** Too much was waiting. */
        OVERRUN,
        /** The node is stopping. */
        CLOSED
    }

    private final EventFilter wanted;
    private final long from;
    private final int mostEvents;
    private final long mostBytes;
    private final Deque<LiveEvent> waiting = new ArrayDeque<>();
    private long bytes;
    private State state = State.OPEN;

    /**
     * @param from position after which it is given every event
     */
    Subscription(EventFilter wanted, long from, StreamSettings settings) {
        this.wanted = wanted;
        this.from = from;
        this.mostEvents = settings.bufferEvents();
        this.mostBytes = settings.bufferSize().toBytes();
    }

    long from() {
        return from;
    }

    Topic topic() {
        return Topic.of(wanted);
    }

    /** Takes an event in if it is wanted. */
    synchronized void give(LiveEvent event) {
        if (state != State.OPEN || !wanted.lets(event.recorded())) {
            return;
        }
        boolean fits = waiting.isEmpty() || bytes + event.size() <= mostBytes;
        if (fits && waiting.size() < mostEvents) {
            waiting.add(event);
            bytes += event.size();
        } else {
            state = State.OVERRUN;
            waiting.clear();
        }
        notifyAll();
    }

    synchronized void close() {
        state = State.CLOSED;
        notifyAll();
    }

    /** The next event; null if none comes in that time, or when it is over. */
    synchronized @Nullable LiveEvent next(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (waiting.isEmpty() && state == State.OPEN && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            left = deadline - System.nanoTime();
        }
        LiveEvent event = state == State.OPEN ? waiting.poll() : null;
        bytes -= event == null ? 0 : event.size();
        return event;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    synchronized State state() {
        return state;
    }
}
