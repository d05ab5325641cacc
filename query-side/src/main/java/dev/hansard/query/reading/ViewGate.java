package dev.hansard.query.reading;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.LogFollower;

import java.time.Duration;

/**
 * The door to a view that follows the log on this node: lets a query through when the view reflects
 * what the query asks for, and has caught up with the log since the start.
 */
public final class ViewGate {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final LogFollower follower;

    public ViewGate(LogFollower follower) {
        this.follower = follower;
    }

    /**
     * Waits for the view.
     *
     * @return a position that everything read from now on reflects
     * @throws Refusal {@link ErrorCode#READ_MODEL_BEHIND} after the time the client waits
     */
    public long await(QueryRequest query) {
        try {
            if (awaitCaughtUp(query.timeout())
                    && follower.awaitPosition(query.minPosition(), query.timeout())) {
                return follower.position();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.of(
                ErrorCode.READ_MODEL_BEHIND,
                "the view is at position " + follower.position() + ", try again");
    }

    private boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!follower.caughtUp()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            long pause = Math.min(left, LOOK_AGAIN.toNanos());
            follower.awaitPosition(Long.MAX_VALUE, Duration.ofNanos(pause));
        }
        return true;
    }
}
