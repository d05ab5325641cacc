package dev.hansard.eventstore.axon;

import static java.time.ZoneOffset.UTC;

import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.testing.TestDatabase;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngineTest;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Axon's contract for storage engines ({@code EventStorageEngineTest}, {@code
 * AbstractEventStorageEngineTest}, {@code BatchingEventStorageEngineTest}). Adapted are the cases
 * about tokens of an instant: they date events by their messages and this store by its own clock,
 * so there each event of a list is appended by itself, with the clock at the message's instant.
 */
class PostgresEventStorageEngineTest
        extends BatchingEventStorageEngineTest<
                PostgresEventStorageEngine, PostgresEventStorageEngineBuilder> {

    private static TestDatabase database;

    private Instant now = Instant.parse("2007-12-03T10:15:00Z");
    private boolean eachAtItsInstant;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void emptyStore() {
        database.clear();
        setTestSubject(createEngine());
    }

    @Test
    @Override
    public void createTokenAt() {
        eachAtItsInstant = true;
        super.createTokenAt();
    }

    @Test
    @Override
    public void createTokenAtExactTime() {
        eachAtItsInstant = true;
        super.createTokenAtExactTime();
    }

    @Test
    @Override
    public void createTokenWithUnorderedEvents() {
        eachAtItsInstant = true;
        super.createTokenWithUnorderedEvents();
    }

    @Test
    @Override
    public void createTokenAtTimeAfterLastEvent() {
        eachAtItsInstant = true;
        super.createTokenAtTimeAfterLastEvent();
    }

    @Test
    @Override
    public void createTokenAtTimeBeforeFirstEvent() {
        eachAtItsInstant = true;
        super.createTokenAtTimeBeforeFirstEvent();
    }

    @Override
    protected PostgresEventStorageEngine createEngine(
            UnaryOperator<PostgresEventStorageEngineBuilder> customization) {
        var meters = new SimpleMeterRegistry();
        var settings = EventStoreSettings.DEFAULT;
        InstantSource clock = () -> now;
        var appender =
                new Appender(
                        database.dataSource(),
                        (name, revision, bytes) -> bytes,
                        clock.withZone(UTC),
                        new CommitSignal(database.dataSource(), settings, meters),
                        settings,
                        meters);
        var builder = PostgresEventStorageEngine.builder();
        builder.dataSource(database.dataSource()).appender(appender);
        builder.eventSerializer(TextSerializer.create())
                .snapshotSerializer(TextSerializer.create());
        return new DatedByMessage(customization.apply(builder));
    }

    private final class DatedByMessage extends PostgresEventStorageEngine {

        DatedByMessage(PostgresEventStorageEngineBuilder builder) {
            super(builder);
        }

        @Override
        protected void appendEvents(
                List<? extends EventMessage<?>> messages, Serializer serializer) {
            if (!eachAtItsInstant) {
                super.appendEvents(messages, serializer);
                return;
            }
            for (EventMessage<?> message : messages) {
                now = message.getTimestamp();
                super.appendEvents(List.of(message), serializer);
            }
        }
    }
}
