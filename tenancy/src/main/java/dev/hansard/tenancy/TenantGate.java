package dev.hansard.tenancy;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.FollowerState.Stopped;
import dev.hansard.eventstore.LogFollower;

import java.time.Duration;

/**
 * The door to the registry: open as soon as it has once seen the whole log, and also while the
 * store is away. It is closed for good when an event of a tenant could not be read: whatever was
 * revoked after that would not be known.
 */
final class TenantGate {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final TenantRegistry registry;
    private final LogFollower follower;
    private final EventLog log;

    TenantGate(TenantRegistry registry, LogFollower follower, EventLog log) {
        this.registry = registry;
        this.follower = follower;
        this.log = log;
    }

    /**
     * The registry as it is.
     *
     * @throws Refusal {@code read-model-behind} if it is not there within two seconds
     */
    TenantRegistry now() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!follower.caughtUp() && System.nanoTime() - deadline < 0 && !isStopped()) {
            boolean _ = hasReached(Long.MAX_VALUE, LOOK_AGAIN);
        }
        if (!follower.caughtUp() || isStopped()) {
            throw behind();
        }
        return registry;
    }

    /**
     * The registry when it has seen what is in the log by now.
     *
     * @throws Refusal {@code read-model-behind} if it is not that far within two seconds
     * @throws dev.hansard.eventstore.StoreUnavailableException if the store cannot be reached
     */
    TenantRegistry upToDate() {
        if (!hasReached(log.head())) {
            throw behind();
        }
        return now();
    }

    /** Whether the registry gets as far as a position within two seconds. */
    boolean hasReached(long position) {
        return hasReached(position, PATIENCE);
    }

    private boolean isStopped() {
        return follower.state() instanceof Stopped;
    }

    private boolean hasReached(long position, Duration timeout) {
        try {
            return follower.awaitPosition(position, timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw behind();
        }
    }

    private static Refusal behind() {
        return Refusal.of(
                ErrorCode.READ_MODEL_BEHIND, "this node does not know all of the tenants yet");
    }
}
