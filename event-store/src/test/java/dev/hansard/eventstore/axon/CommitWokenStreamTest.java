package dev.hansard.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvent;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvents;

import dev.hansard.eventstore.testing.TestDatabase;

import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Streams of Axon on the store, and what reads them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommitWokenStreamTest {

    private static TestDatabase database;

    private AxonNode node;
    private HansardEventStore store;

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
        node = AxonNode.on(database.dataSource());
        store = node.store();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_stream_of_this_process_calls_back_at_each_commit() {
        var calls = new AtomicInteger();
        TrackingEventStream stream = store.openStream(null);

        assertThat(stream.setOnAvailableCallback(calls::incrementAndGet)).isTrue();
        assertThat(calls).hasValue(0);
        store.publish(createEvents(2));
        assertThat(calls).hasValue(1);

        stream.close();
        store.publish(createEvent("other", 0));
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_callback_set_while_there_is_something_to_read_is_called_at_once() {
        store.publish(createEvents(2));
        var calls = new AtomicInteger();

        store.openStream(store.createTailToken()).setOnAvailableCallback(calls::incrementAndGet);
        store.openStream(store.createHeadToken()).setOnAvailableCallback(calls::incrementAndGet);

        assertThat(calls).hasValue(1);
    }

    @Test
    void a_stream_is_woken_by_the_commit_of_another_node() throws Exception {
        try (AxonNode reader = AxonNode.on(database.anotherNode())) {
            reader.node().signal().start();
            TrackingEventStream stream = reader.store().openStream(null);
            assertThat(stream.hasNextAvailable(50, TimeUnit.MILLISECONDS)).isFalse();

            store.publish(createEvent());

            assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_pooled_processor_handles_an_event_without_a_polling_delay() {
        var handled = new CopyOnWriteArrayList<Object>();
        try (var threads = Executors.newScheduledThreadPool(2)) {
            var processor = processor(handled, threads);
            processor.start();
            store.publish(createEvent("a", 0));
            await().until(() -> handled.size() == 1);
            long fastest = Long.MAX_VALUE;
            for (int i = 1; i <= 5; i++) {
                int expected = i + 1;
                long start = System.nanoTime();
                store.publish(createEvent("a", i));
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> handled.size() == expected);
                fastest = Math.min(fastest, System.nanoTime() - start);
            }
            processor.shutDown();
            threads.shutdownNow();
            // Without the callback, Axon would look every 500 ms after it found one.
            assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(400));
        }
    }

    private PooledStreamingEventProcessor processor(
            List<Object> handled, ScheduledExecutorService threads) {
        return PooledStreamingEventProcessor.builder()
                .name("test")
                .eventHandlerInvoker(
                        SimpleEventHandlerInvoker.builder()
                                .eventHandlers(new Handler(handled))
                                .sequencingPolicy(event -> "one")
                                .build())
                .messageSource(store)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.INSTANCE)
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .build();
    }

    /** What the processor calls. */
    private record Handler(List<Object> handled) {
        @EventHandler
        void on(String payload) {
            handled.add(payload);
        }
    }
}
