package dev.hansard.command.activity;

import dev.hansard.eventstore.FollowerProgress;
import dev.hansard.eventstore.FollowerState.Stopped;
import dev.hansard.eventstore.LogFollower;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Health of the index: up when it has caught up with the log and has not stopped. */
final class ActivityHealth implements HealthIndicator {

    private final LogFollower follower;

    public ActivityHealth(LogFollower follower) {
        this.follower = follower;
    }

    @Override
    public Health health() {
        FollowerProgress progress = follower.progress();
        Health.Builder health =
                switch (progress.state()) {
                    case Stopped stopped ->
                            Health.down()
                                    .withDetail("stoppedAt", stopped.position())
                                    .withDetail("type", stopped.type())
                                    .withDetail("reason", stopped.reason());
                    default -> progress.caughtUp() ? Health.up() : Health.outOfService();
                };
        return health.withDetail("position", progress.position())
                .withDetail("lag", progress.lag())
                .build();
    }
}
