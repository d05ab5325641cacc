package dev.hansard.eventstore.spring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How connections are shared.
 *
 * @param busyTimeout how long one waits for a connection while others get theirs, before it is
 *     refused as overloaded, at least 1 ms; where nobody gets one, {@code
 *     spring.datasource.hikari.connection-timeout} holds
 */
@ConfigurationProperties("hansard.pool")
record PoolSettings(@DefaultValue("10s") Duration busyTimeout) {

    PoolSettings {
        if (busyTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("hansard.pool.busy-timeout must be at least 1ms");
        }
    }
}
