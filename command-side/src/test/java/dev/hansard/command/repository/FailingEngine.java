package dev.hansard.command.repository;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A store in memory that can be made to fail. */
final class FailingEngine extends InMemoryEventStorageEngine {

    Throwable failure;
    RuntimeException failureAfterwards;
    boolean snapshotsAreLost;
    int loads;
    long firstLoaded;

    @Override
    public void appendEvents(List<? extends EventMessage<?>> appended) {
        switch (failure) {
            case null -> appendNow(appended);
            case RuntimeException e -> {
                failure = null;
                throw e;
            }
            case Error e -> {
                failure = null;
                throw e;
            }
            case Throwable e -> throw new IllegalStateException(e);
        }
        if (failureAfterwards != null) {
            RuntimeException e = failureAfterwards;
            failureAfterwards = null;
            throw e;
        }
    }

    /** On a thread without a unit of work: with one, nothing is stored before its end. */
    private void appendNow(List<? extends EventMessage<?>> appended) {
        CompletableFuture.runAsync(() -> super.appendEvents(appended)).join();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        if (!snapshotsAreLost) {
            super.storeSnapshot(snapshot);
        }
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        loads++;
        firstLoaded = firstSequenceNumber;
        return super.readEvents(aggregateIdentifier, firstSequenceNumber);
    }
}
