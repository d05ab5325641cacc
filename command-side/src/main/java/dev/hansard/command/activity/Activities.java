package dev.hansard.command.activity;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogFollower;

import java.time.Duration;
import java.util.Optional;

/** The index for those who ask it now: whatever is in the log when they ask, it has seen. */
public final class Activities {

    /** An index that is not that far by then is not just a moment behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ActivityIndex index;
    private final LogFollower follower;
    private final EventLog log;

    public Activities(ActivityIndex index, LogFollower follower, EventLog log) {
        this.index = index;
        this.follower = follower;
        this.log = log;
    }

    /**
     * How a session stands; empty if it does not live.
     *
     * @throws Refusal {@code read-model-behind} if the index is not that far
     */
    public Optional<Standing> ofSession(AggregateId session) {
        return upToDate().standing(session);
    }

    /**
     * The index, when it has seen what is in the log by now.
     *
     * @throws Refusal {@code read-model-behind} if it is not that far within two seconds
     */
    public ActivityIndex upToDate() {
        if (!hasReached(log.head())) {
            throw Refusal.of(
                    ErrorCode.READ_MODEL_BEHIND, "this node has not yet seen the whole log");
        }
        return index;
    }

    private boolean hasReached(long position) {
        try {
            return follower.awaitPosition(position, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
