package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;

/**
 * Runs something on one node of all: starts it when this node gets a {@link Lease}, closes it when
 * the lease is lost or this is closed, and tries again for as long as it lives.
 */
public final class WhileLeader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WhileLeader.class);

    private final Lease lease;
    private final Supplier<? extends AutoCloseable> activity;
    private final EventStoreSettings settings;
    private final Worker worker;

    /**
     * @param activity starts what one node does; closing what it returns stops it
     */
    public WhileLeader(
            Lease lease, Supplier<? extends AutoCloseable> activity, EventStoreSettings settings) {
        this.lease = lease;
        this.activity = activity;
        this.settings = settings;
        this.worker = Worker.ending("hansard-leader", this::lead);
    }

    public void start() {
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
    }

    private void lead() throws InterruptedException {
        while (worker.isRunning()) {
            if (lease.tryAcquire()) {
                whileHeld();
            }
            worker.pause(settings.leaseCheck());
        }
    }

    private void whileHeld() throws InterruptedException {
        @Nullable AutoCloseable running = null;
        try {
            running = activity.get();
            while (worker.isRunning() && lease.isHeld()) {
                worker.pause(settings.leaseCheck());
            }
        } catch (RuntimeException e) {
            LOG.warn("an activity did not start: {}", e.getClass().getName());
        } finally {
            stop(running);
            lease.close();
        }
    }

    private static void stop(@Nullable AutoCloseable running) {
        try {
            if (running != null) {
                running.close();
            }
        } catch (Exception e) {
            LOG.warn("an activity did not stop well: {}", e.getClass().getName());
        }
    }
}
