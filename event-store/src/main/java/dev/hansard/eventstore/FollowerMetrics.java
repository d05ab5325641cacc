package dev.hansard.eventstore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The gauges of a follower. */
final class FollowerMetrics {

    private FollowerMetrics() {}

    static void register(LogFollower follower, String view, MeterRegistry meters) {
        Gauge.builder("hansard.view.position", follower, LogFollower::position)
                .description("The last position a view reflects")
                .tag("view", view)
                .register(meters);
        Gauge.builder("hansard.view.lag", follower, each -> each.progress().lag())
                .description("Events of the log that a view does not reflect yet")
                .tag("view", view)
                .register(meters);
    }
}
