package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.testing.TestNode;

import org.axonframework.eventhandling.DefaultEventBusSpanFactory;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

/** A process with an Axon event store, whose payloads are text. */
record AxonNode(TestNode node, PostgresEventStorageEngine engine, HansardEventStore store)
        implements AutoCloseable {

    /** So long that no test passes because of it. */
    static final Duration NEVER_IN_THIS_TEST = Duration.ofMinutes(10);

    static AxonNode on(DataSource dataSource) {
        return on(dataSource, NEVER_IN_THIS_TEST, NoOpSpanFactory.INSTANCE);
    }

    static AxonNode on(DataSource dataSource, Duration safetyPoll, SpanFactory spans) {
        var node =
                TestNode.on(
                        dataSource,
                        Clock.systemUTC(),
                        EventStoreSettings.DEFAULT.withSafetyPoll(safetyPoll));
        PostgresEventStorageEngine engine = engine(node);
        var store =
                HansardEventStore.builder()
                        .storageEngine(engine)
                        .signal(node.signal())
                        .settings(node.settings())
                        .spanFactory(
                                DefaultEventBusSpanFactory.builder().spanFactory(spans).build())
                        .build();
        return new AxonNode(node, engine, store);
    }

    static PostgresEventStorageEngine engine(TestNode node) {
        var builder = PostgresEventStorageEngine.builder();
        builder.dataSource(node.dataSource()).appender(node.appender());
        builder.settings(node.settings());
        builder.eventSerializer(TextSerializer.create());
        builder.snapshotSerializer(TextSerializer.create());
        return builder.build();
    }

    @Override
    public void close() {
        node.close();
    }
}
