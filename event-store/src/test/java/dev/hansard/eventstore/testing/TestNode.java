package dev.hansard.eventstore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.KeptAnswers;
import dev.hansard.eventstore.PayloadReader;
import dev.hansard.eventstore.PostgresEventLog;
import dev.hansard.eventstore.Seals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.time.Clock;

import javax.sql.DataSource;

/**
 * The parts of the event store as one process has them, with payloads that are text.
 *
 * @param signal started by who needs it, and then closed
 */
public record TestNode(
        DataSource dataSource,
        EventStoreSettings settings,
        SimpleMeterRegistry meters,
        CommitSignal signal,
        Appender appender,
        PostgresEventLog log,
        KeptAnswers answers)
        implements AutoCloseable {

    public static TestNode on(DataSource dataSource) {
        return on(dataSource, Clock.systemUTC(), EventStoreSettings.DEFAULT);
    }

    public static TestNode on(DataSource dataSource, Clock clock) {
        return on(dataSource, clock, EventStoreSettings.DEFAULT);
    }

    public static TestNode on(DataSource dataSource, Clock clock, EventStoreSettings settings) {
        return on(dataSource, clock, settings, Seals.NONE);
    }

    /** A node that opens what is sealed. */
    public static TestNode on(DataSource dataSource, Seals seals) {
        return on(dataSource, Clock.systemUTC(), EventStoreSettings.DEFAULT, seals);
    }

    public static TestNode on(
            DataSource dataSource, Clock clock, EventStoreSettings settings, Seals seals) {
        var meters = new SimpleMeterRegistry();
        var signal = new CommitSignal(dataSource, settings, meters);
        PayloadReader text = (name, revision, bytes) -> new String(bytes, UTF_8);
        return new TestNode(
                dataSource,
                settings,
                meters,
                signal,
                new Appender(dataSource, text, clock, signal, settings, meters),
                new PostgresEventLog(dataSource, text, seals),
                new KeptAnswers(dataSource, clock, settings));
    }

    @Override
    public void close() {
        appender.close();
        signal.close();
    }
}
