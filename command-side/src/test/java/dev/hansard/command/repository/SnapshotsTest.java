package dev.hansard.command.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** One writer of snapshots, which nobody waits for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotsTest {

    private final Semaphore gate = new Semaphore(0);
    private final List<String> stored = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Snapshots snapshots =
            new Snapshots(
                    EmbeddedEventStore.builder().storageEngine(new Gated()).build(), 2, meters);

    @AfterEach
    void stop() {
        gate.release(100);
        snapshots.close();
    }

    @Test
    void it_is_written_soon() {
        gate.release();

        assertThat(snapshots.offer(snapshot("a", 1))).isTrue();

        await().until(() -> stored.equals(List.of("a 1")));
        await().until(() -> count("written") == 1);
    }

    @Test
    void of_one_aggregate_there_is_one_at_a_time() {
        assertThat(snapshots.offer(snapshot("a", 1))).isTrue();
        assertThat(snapshots.offer(snapshot("a", 2))).isFalse();
        gate.release(2);
        await().until(() -> count("written") == 1);

        await().until(() -> snapshots.offer(snapshot("a", 3)));
        await().until(() -> stored.equals(List.of("a 1", "a 3")));
    }

    @Test
    void what_finds_no_room_is_left_out() {
        assertThat(snapshots.offer(snapshot("writing", 1))).isTrue();
        await().until(gate::hasQueuedThreads);
        assertThat(snapshots.offer(snapshot("b", 1))).isTrue();
        assertThat(snapshots.offer(snapshot("c", 1))).isTrue();

        assertThat(snapshots.offer(snapshot("d", 1))).isFalse();

        assertThat(count("left-out")).isEqualTo(1);
        gate.release(4);
        await().until(() -> stored.size() == 3);
        await().until(() -> snapshots.offer(snapshot("d", 2)));
    }

    @Test
    void a_failure_is_told_and_the_next_one_is_written() {
        gate.release(2);

        assertThat(snapshots.offer(snapshot("fails", 1))).isTrue();
        await().until(() -> count("failed") == 1);
        await().until(() -> snapshots.offer(snapshot("fails", 2)));
        await().until(() -> count("failed") == 2);
        assertThat(snapshots.offer(snapshot("a", 1))).isTrue();

        gate.release();
        await().until(() -> stored.equals(List.of("a 1")));
    }

    @Test
    void a_stop_ends_the_one_in_hand_and_leaves_out_what_waits() throws Exception {
        snapshots.offer(snapshot("writing", 1));
        await().until(gate::hasQueuedThreads);
        snapshots.offer(snapshot("waiting", 1));

        var stop = Thread.ofVirtual().start(snapshots::close);
        await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        gate.release(2);
        stop.join();

        assertThat(stored).containsExactly("writing 1");
        assertThat(snapshots.offer(snapshot("late", 1))).isFalse();
    }

    private double count(String result) {
        return meters.counter("hansard.snapshots", "result", result).count();
    }

    private static DomainEventMessage<?> snapshot(String aggregateId, long sequence) {
        return new GenericDomainEventMessage<>("thing", aggregateId, sequence, "state");
    }

    /** A store that lets one through when it is told to. */
    private final class Gated extends InMemoryEventStorageEngine {

        @Override
        public void storeSnapshot(DomainEventMessage<?> snapshot) {
            gate.acquireUninterruptibly();
            if (snapshot.getAggregateIdentifier().equals("fails")) {
                throw new IllegalStateException("content that must not be logged");
            }
            stored.add(snapshot.getAggregateIdentifier() + " " + snapshot.getSequenceNumber());
        }
    }
}
