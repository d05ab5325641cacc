package dev.hansard.query.stream;

import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.stream.Subscription.State;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One stream from its opening to its end: the past since the event that the client had last, read
 * page by page from the log, then what happens. Used by one thread.
 */
final class EventStream {

    private static final int PAGE = 100;

    private final EventLog log;
    private final LiveEvents live;
    private final EventFilter wanted;
    private final SseWriter out;

    /** Up to here the client was sent everything. */
    private long reached;

    /**
     * @param after position of the event that the client had last
     */
    EventStream(EventLog log, LiveEvents live, EventFilter wanted, long after, SseWriter out) {
        this.log = log;
        this.live = live;
        this.wanted = wanted;
        this.reached = after;
        this.out = out;
    }

    /**
     * Runs until the client has gone, takes too little, may not go on, or the node stops.
     *
     * @param heartbeat how long the stream is silent at most
     * @param mayGoOn asked with each heartbeat
     * @return how the subscription ended
     * @throws IOException if the client has gone
     */
    State run(Duration heartbeat, BooleanSupplier mayGoOn)
            throws IOException, InterruptedException {
        readUpTo(log.head());
        while (true) {
            Subscription subscription = live.subscribe(wanted);
            try {
                // Who overruns while it still reads the past begins again: nothing is lost by that.
                readUpTo(subscription.from());
                if (subscription.state() != State.OVERRUN) {
                    return follow(subscription, heartbeat, mayGoOn);
                }
            } catch (IOException e) {
                // One that takes nothing at all is met by the write that does not end.
                if (subscription.state() == State.OVERRUN) {
                    return State.OVERRUN;
                }
                throw e;
            } finally {
                live.end(subscription);
            }
        }
    }

    private void readUpTo(long position) throws IOException {
        while (reached < position && !live.isClosed()) {
            List<RecordedEvent> page = log.find(wanted.goingOnAfter(reached), PAGE);
            for (RecordedEvent event : page) {
                out.event(new LiveEvent(event));
            }
            boolean last = page.size() < PAGE;
            long end = page.isEmpty() ? position : page.getLast().position();
            reached = last ? Math.max(position, end) : end;
        }
        out.flush();
    }

    private State follow(Subscription subscription, Duration heartbeat, BooleanSupplier mayGoOn)
            throws IOException, InterruptedException {
        long look = System.nanoTime() + heartbeat.toNanos();
        while (subscription.state() == State.OPEN) {
            Duration silence = Duration.ofNanos(look - System.nanoTime());
            LiveEvent event = subscription.next(silence);
            if (event != null && event.position() > reached) {
                out.event(event);
                reached = event.position();
                if (subscription.isEmpty()) {
                    out.flush();
                }
            }
            if (System.nanoTime() >= look) {
                if (!mayGoOn.getAsBoolean()) {
                    return State.CLOSED;
                }
                out.heartbeat();
                look = System.nanoTime() + heartbeat.toNanos();
            }
        }
        return subscription.state();
    }
}
