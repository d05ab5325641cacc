package dev.hansard.command.repository;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes snapshots beside the commands that gave occasion to them: one thread, a bounded queue, and
 * of each aggregate one at a time. A snapshot that fails or finds no room is no loss: the next
 * command gives occasion again.
 */
final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final EventStore store;
    private final ThreadPoolExecutor writer;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Counter written;
    private final Counter failed;
    private final Counter leftOut;

    Snapshots(EventStore store, int mostWaiting, MeterRegistry meters) {
        this.store = store;
        this.writer =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(mostWaiting),
                        Thread.ofVirtual().name("hansard-snapshots").factory());
        this.written = counter("written", meters);
        this.failed = counter("failed", meters);
        this.leftOut = counter("left-out", meters);
    }

    /** Takes a snapshot to be written soon; false if it is not. */
    boolean offer(DomainEventMessage<?> snapshot) {
        String aggregateId = snapshot.getAggregateIdentifier();
        if (!underWay.add(aggregateId)) {
            return false;
        }
        try {
            writer.execute(() -> write(snapshot));
            return true;
        } catch (RejectedExecutionException e) {
            underWay.remove(aggregateId);
            leftOut.increment();
            return false;
        }
    }

    /** Ends the one in hand and leaves out what waits. */
    @Override
    public void close() {
        writer.getQueue().clear();
        writer.shutdown();
        try {
            if (!writer.awaitTermination(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void write(DomainEventMessage<?> snapshot) {
        try {
            store.storeSnapshot(snapshot);
            written.increment();
        } catch (RuntimeException e) {
            failed.increment();
            LOG.warn(
                    "No snapshot of {}: {}",
                    snapshot.getAggregateIdentifier(),
                    e.getClass().getName());
        } finally {
            underWay.remove(snapshot.getAggregateIdentifier());
        }
    }

    private static Counter counter(String result, MeterRegistry meters) {
        return Counter.builder("hansard.snapshots")
                .description("Snapshots of aggregates")
                .tag("result", result)
                .register(meters);
    }
}
