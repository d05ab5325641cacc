package dev.hansard.eventstore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

/**
 * The one place that wakes whoever waits for new events: at once for commits of this process, whose
 * events it also hands on, by LISTEN for those of other nodes, and by a slow look at the log's head
 * should a notification be lost. Nothing that is right depends on it being quick.
 *
 * <p>Thread-safe. While started it holds one connection.
 */
public final class CommitSignal implements AutoCloseable {

    /** The channel that a batch notifies if others listen, its last position as the payload. */
    public static final String CHANNEL = "hansard_log";

    private static final Logger LOG = LoggerFactory.getLogger(CommitSignal.class);

    private final AwaitedPosition head = new AwaitedPosition();
    private final RecentCommits recent = RecentCommits.bounded();
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private final Audience audience = new Audience();
    private final CommitListener listener;

    public CommitSignal(DataSource dataSource, EventStoreSettings settings, MeterRegistry meters) {
        this.listener = new CommitListener(dataSource, settings, audience, this::committed);
        Gauge.builder("hansard.log.head", head, AwaitedPosition::value)
                .description("Position of the last event this process knows of")
                .register(meters);
    }

    /** Begins to listen for the commits of other nodes. */
    public void start() {
        listener.start();
    }

    /** Who listens besides this process. */
    Audience audience() {
        return audience;
    }

    /** The last position this process has heard of; the log may be further. */
    public long head() {
        return head.value();
    }

    /** Says what this process has committed; empty for a commit without events. */
    void committed(List<RecordedEvent> events) {
        if (!events.isEmpty()) {
            recent.add(events);
            committed(events.getLast().position());
        }
    }

    /**
     * The events right after a position, from memory: at most so many, empty if they are not there.
     */
    List<RecordedEvent> handedOver(long position, int limit) {
        return recent.after(position, limit);
    }

    /** Lets go of what this process has committed: who has not seen it yet reads it. */
    public void forgetCommits() {
        recent.clear();
    }

    /** Says that the log reaches up to a position. */
    public void committed(long position) {
        if (head.advanceTo(position)) {
            callbacks.forEach(CommitSignal::call);
        }
    }

    /**
     * Waits until the log is known to be past a position.
     *
     * @return false when the time is over first; the log may have grown all the same
     */
    public boolean awaitPast(long position, Duration timeout) throws InterruptedException {
        return head.await(position + 1, timeout);
    }

    /** A callback that can be taken back. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Calls back after each step of the head, on the thread that took it: be quick. */
    public Registration onCommit(Runnable callback) {
        callbacks.add(callback);
        return () -> callbacks.remove(callback);
    }

    /** Stops listening. */
    @Override
    public void close() {
        listener.close();
    }

    private static void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.warn("a callback for new events failed: {}", e.getClass().getName());
        }
    }
}
