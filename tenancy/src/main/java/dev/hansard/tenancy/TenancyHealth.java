package dev.hansard.tenancy;

import dev.hansard.eventstore.FollowerProgress;
import dev.hansard.eventstore.FollowerState.Stopped;
import dev.hansard.eventstore.LogFollower;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Health of the keys: up when all that the log says of tenants is known on this node. */
final class TenancyHealth implements HealthIndicator {

    private final LogFollower follower;

    TenancyHealth(LogFollower follower) {
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
