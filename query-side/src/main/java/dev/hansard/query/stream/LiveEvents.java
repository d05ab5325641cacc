package dev.hansard.query.stream;

import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Hands the events of the log, as they happen, to the subscriptions of this node that want them.
 * Begins at the end of the log: the past is read by whoever needs it. Thread-safe.
 */
final class LiveEvents implements LogView {

    private static final long NOT_KNOWN = -1;

    private final LongSupplier head;
    private final StreamSettings settings;
    private final Map<Topic, Set<Subscription>> subscriptions = new HashMap<>();
    private long position = NOT_KNOWN;
    private boolean closed;

    /**
     * @param head the end of the log, asked of the store
     */
    LiveEvents(LongSupplier head, StreamSettings settings) {
        this.head = head;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public synchronized long resumeAfter() {
        if (position == NOT_KNOWN) {
            position = head.getAsLong();
        }
        return position;
    }

    @Override
    public synchronized void apply(List<RecordedEvent> batch) {
        if (!subscriptions.isEmpty()) {
            batch.forEach(this::give);
        }
        position = batch.getLast().position();
    }

    private void give(RecordedEvent recorded) {
        var event = new LiveEvent(recorded);
        for (Topic topic : Topic.of(recorded)) {
            subscriptions
                    .getOrDefault(topic, Set.of())
                    .forEach(subscription -> subscription.give(event));
        }
    }

    /** Every event from now on that is wanted, until {@link #end}. */
    synchronized Subscription subscribe(EventFilter wanted) {
        var subscription = new Subscription(wanted, resumeAfter(), settings);
        subscriptions.computeIfAbsent(subscription.topic(), _ -> new HashSet<>()).add(subscription);
        if (closed) {
            subscription.close();
        }
        return subscription;
    }

    synchronized void end(Subscription subscription) {
        Set<Subscription> others = subscriptions.getOrDefault(subscription.topic(), Set.of());
        others.remove(subscription);
        if (others.isEmpty()) {
            subscriptions.remove(subscription.topic());
        }
    }

    /** Ends every subscription, those of the future too. */
    synchronized void close() {
        closed = true;
        subscriptions.values().forEach(each -> each.forEach(Subscription::close));
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
