package dev.hansard.eventstore;

import dev.hansard.eventstore.FollowerState.CatchingUp;
import dev.hansard.eventstore.FollowerState.Failing;
import dev.hansard.eventstore.FollowerState.Idle;
import dev.hansard.eventstore.FollowerState.Live;
import dev.hansard.eventstore.FollowerState.Stopped;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/**
 * Keeps one {@link LogView} up to date, on a thread of its own: reads page after page, waits for
 * the next commit when there is none, and is handed what this process commits. A store that cannot
 * be reached is tried again while the view goes on serving. An event that cannot be read is never
 * skipped: all before it goes into the view, and there the follower stays.
 */
public final class LogFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

    private final LogView view;
    private final LogFeed feed;
    private final EventStoreSettings settings;
    private final AwaitedPosition reached = new AwaitedPosition();
    private final CatchUpReport report;
    private final Backoff backoff;
    private final Worker worker;

    /** Where the view has to be asked for its place first. */
    private boolean resumed;

    /** The last event that the view was given; it may not reflect it yet. */
    private long given;

    /** Head of the log at the start; null before it is known. */
    private volatile @Nullable Long target;

    /** Whether the log has to be looked at, though nobody told of anything new in it. */
    private boolean doubtful = true;

    /** The event that cannot be read and is not reached yet. */
    private @Nullable Obstacle obstacle;

    private volatile boolean caughtUp;
    private volatile FollowerState state = new Idle();

    /** A follower that reads the log for itself. */
    public LogFollower(
            LogView view,
            EventLog log,
            CommitSignal signal,
            EventStoreSettings settings,
            MeterRegistry meters) {
        this(view, LogFeed.pageByPage(log, signal, settings), settings, meters);
    }

    /** A follower that catches up together with others of its feed. */
    public LogFollower(
            LogView view, LogFeed feed, EventStoreSettings settings, MeterRegistry meters) {
        this.view = view;
        this.feed = feed;
        this.settings = settings;
        this.report = new CatchUpReport(view.name(), System::nanoTime);
        this.backoff = new Backoff(settings);
        this.worker = Worker.computing("hansard-view-" + view.name(), this::follow);
        FollowerMetrics.register(this, view.name(), meters);
    }

    /** Begins to follow; once. */
    public void start() {
        state = new CatchingUp();
        worker.start();
    }

    /** Stops after the batch in hand, if any. */
    @Override
    public void close() {
        worker.close();
    }

    /** The last position the view reflects. */
    public long position() {
        return reached.value();
    }

    /**
     * Waits until the view reflects a position.
     *
     * @return false when the time is over first
     */
    public boolean awaitPosition(long position, Duration timeout) throws InterruptedException {
        return reached.await(position, timeout);
    }

    /** Whether the view has once reached the head that was the log's when it started. */
    public boolean caughtUp() {
        return caughtUp;
    }

    public FollowerState state() {
        return state;
    }

    public FollowerProgress progress() {
        long position = position();
        return new FollowerProgress(
                view.name(), state, position, knownHead(), report.eventsPerSecond(), caughtUp);
    }

    private void follow() throws InterruptedException {
        try {
            while (worker.isRunning() && !(state instanceof Stopped)) {
                try {
                    step();
                } catch (UnreadableRecordException e) {
                    obstacle = new Obstacle(e);
                    resumed = false;
                } catch (StoreUnavailableException e) {
                    // A commit of this process shows that the store is back.
                    long known = feed.knownHead();
                    boolean _ = feed.awaitPast(known, staying("the store is unavailable"));
                } catch (RuntimeException e) {
                    failed(e);
                }
            }
        } finally {
            if (!(state instanceof Stopped)) {
                state = new Idle();
            }
        }
    }

    private void step() throws InterruptedException {
        if (!resumed && !resume()) {
            return;
        }
        if (target == null) {
            target = feed.head();
        }
        // Known before the look: what comes after it ends the wait that may follow.
        long known = knownHead();
        List<RecordedEvent> page =
                known > given || doubtful ? feed.after(this, given, known) : List.of();
        Obstacle before = obstacle;
        List<RecordedEvent> readable = before == null ? page : before.readable(page);
        if (!readable.isEmpty()) {
            apply(readable, page.getLast().position() < known);
        } else if (before != null) {
            stop(before.stopped());
        } else {
            live();
            doubtful = !feed.awaitPast(known, settings.safetyPoll());
        }
    }

    private boolean resume() throws InterruptedException {
        try {
            given = view.resumeAfter();
            reached.resetTo(given);
            resumed = true;
            return true;
        } catch (RuntimeException | Error e) {
            failed(e);
            return false;
        }
    }

    private void apply(List<RecordedEvent> events, boolean more) throws InterruptedException {
        given = events.getLast().position();
        long reflected = given;
        try {
            if (more && obstacle == null) {
                reflected = view.gather(events);
            } else {
                view.apply(events);
            }
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            failed(e);
            return;
        }
        backoff.reset();
        reached.advanceTo(reflected);
        if (more) {
            state = new CatchingUp();
            report.behind(given, knownHead());
            noteCaughtUp();
        } else {
            live();
        }
    }

    private void live() {
        backoff.reset();
        noteCaughtUp();
        report.caughtUp(position());
        if (!(state instanceof Live)) {
            state = new Live();
            feed.caughtUp(this);
        }
    }

    private void noteCaughtUp() {
        Long atStart = target;
        caughtUp = caughtUp || (atStart != null && position() >= atStart);
    }

    private void stop(Stopped at) {
        state = at;
        LOG.error(
                "{} stopped: cannot read position {}, type {}",
                view.name(),
                at.position(),
                at.type());
    }

    /** The view failed: its message may hold content, so only the class is told. */
    private void failed(Throwable e) throws InterruptedException {
        resumed = false;
        state = new Failing(e.getClass().getName());
        worker.pause(staying(e.getClass().getName()));
    }

    /** Says that the view makes no progress, and how long until the next try. */
    private Duration staying(String reason) {
        Duration pause = backoff.next();
        if (worker.isRunning()) {
            LOG.warn(
                    "{} stays at position {} for {} ms: {}",
                    view.name(),
                    position(),
                    pause.toMillis(),
                    reason);
        }
        return pause;
    }

    private long knownHead() {
        Long atStart = target;
        return Math.max(Math.max(feed.knownHead(), position()), atStart == null ? 0 : atStart);
    }
}
