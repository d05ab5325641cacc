package dev.hansard.eventstore.spring;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.StoreUnavailableException;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Health of the log: up when it can be read, with the position of its last event. */
final class EventStoreHealth implements HealthIndicator {

    private final EventLog log;

    EventStoreHealth(EventLog log) {
        this.log = log;
    }

    @Override
    public Health health() {
        try {
            return Health.up().withDetail("head", log.head()).build();
        } catch (StoreUnavailableException e) {
            return Health.down().build();
        }
    }
}
