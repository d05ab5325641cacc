package dev.hansard.query.reading;

import dev.hansard.eventstore.FollowerProgress;
import dev.hansard.eventstore.LogFollower;

import java.util.Optional;

/** Something on this node that follows the log from the start to the stop of the process. */
public interface Follows extends AutoCloseable {

    void start();

    @Override
    void close();

    /** How far it is; empty if it has nothing to do on this node just now. */
    Optional<FollowerProgress> progress();

    /** A view that this node keeps for itself. */
    static Follows locally(LogFollower follower) {
        return new Follows() {
            @Override
            public void start() {
                follower.start();
            }

            @Override
            public void close() {
                follower.close();
            }

            @Override
            public Optional<FollowerProgress> progress() {
                return Optional.of(follower.progress());
            }
        };
    }
}
