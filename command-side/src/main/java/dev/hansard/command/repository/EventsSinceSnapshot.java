package dev.hansard.command.repository;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.SnapshotTrigger;

/** Counts what an aggregate was given since its last snapshot, that one included. */
final class EventsSinceSnapshot implements SnapshotTrigger {

    private int count;

    @Override
    public void eventHandled(EventMessage<?> message) {
        count++;
    }

    @Override
    public void initializationFinished() {}

    boolean reach(int events) {
        return count >= events;
    }

    void beginAnew() {
        count = 0;
    }
}
