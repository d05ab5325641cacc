package dev.hansard.command.expiry;

import dev.hansard.api.Refusal;
import dev.hansard.command.activity.Activities;
import dev.hansard.eventstore.Lease;
import dev.hansard.eventstore.StoreUnavailableException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the automations, round after round, on the one node that holds the lease, and only when its
 * index has seen the whole log. The clock says what is due, real time only when to look.
 */
final class Rounds implements SmartLifecycle {

    /** Stopped after the last request and before what follows the log. */
    private static final int PHASE = 1_000;

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final List<Automation> automations;
    private final Activities activities;
    private final Lease lease;
    private final Workers workers;
    private final ExpirySettings settings;
    private final Clock clock;
    private CountDownLatch stopping = new CountDownLatch(0);
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    public Rounds(
            List<Automation> automations,
            Activities activities,
            Lease lease,
            Workers workers,
            ExpirySettings settings,
            Clock clock) {
        this.automations = List.copyOf(automations);
        this.activities = activities;
        this.lease = lease;
        this.workers = workers;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofVirtual().name("hansard-automations").start(this::run);
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        workers.close();
        try {
            if (!thread.join(STOP_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lease.close();
    }

    @Override
    public synchronized boolean isRunning() {
        return stopping.getCount() > 0;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        try {
            do {
                round();
            } while (!stopping.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        if (lease.tryAcquire()) {
            automations.forEach(this::run);
        }
    }

    private void run(Automation automation) {
        try {
            var _ = activities.upToDate();
            automation.run(clock.instant());
        } catch (Refusal | StoreUnavailableException e) {
            LOG.debug("{} waits", automation.getClass().getSimpleName(), e);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} will be tried again: {}",
                    automation.getClass().getSimpleName(),
                    e.getClass().getName());
        }
    }
}
