package dev.hansard.tenancy;

import dev.hansard.api.events.EventFormat;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.LogTenants;
import dev.hansard.eventstore.PostgresEventLog;
import dev.hansard.eventstore.testing.TestDatabase;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.jdbc.core.JdbcTemplate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

/**
 * The parts of a node that know keys. It hears of commits only when it looks, once a minute, or
 * asks: what it knows sooner it has asked for.
 */
final class Node implements AutoCloseable {

    final AtomicInteger looks = new AtomicInteger();
    final AtomicReference<RuntimeException> outage = new AtomicReference<>();
    final TenantRegistry registry;
    final LogFollower follower;
    final TenantGate gate;
    final KeyUses uses;
    final RegisteredKeys keys;
    private final CommitSignal signal;

    Node(TestDatabase database, Clock clock) {
        DataSource dataSource = database.anotherNode();
        TenancySchema.migrate(dataSource);
        var settings = EventStoreSettings.DEFAULT.withSafetyPoll(Duration.ofMinutes(1));
        var meters = new SimpleMeterRegistry();
        EventLog log = watched(new PostgresEventLog(dataSource, EventFormat.CURRENT::read));
        signal = new CommitSignal(dataSource, settings, meters);
        registry =
                new TenantRegistry(
                        new TenantHistory(log, new LogTenants(dataSource)), loaded -> {});
        follower = new LogFollower(registry, log, signal, settings, meters);
        gate = new TenantGate(registry, follower, log);
        uses = new KeyUses(new JdbcTemplate(dataSource), Duration.ofHours(1));
        keys = new RegisteredKeys(gate, uses, clock);
    }

    Node start() {
        signal.start();
        follower.start();
        return this;
    }

    @Override
    public void close() {
        follower.close();
        signal.close();
    }

    /** Counts how often the head is asked for, and fails while there is an outage. */
    private EventLog watched(EventLog log) {
        return (EventLog)
                Proxy.newProxyInstance(
                        Node.class.getClassLoader(),
                        new Class<?>[] {EventLog.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("head")) {
                                looks.incrementAndGet();
                            }
                            if (outage.get() != null) {
                                throw outage.get();
                            }
                            try {
                                return method.invoke(log, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
