package dev.hansard.eventstore.axon;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Axon's engine for unit tests, which has to be told to refuse a place that is taken: with that it
 * keeps the same promises, so that the suite asks nothing that only PostgreSQL can give.
 */
class InMemoryEngineSuiteTest extends EventStorageEngineSuite {

    private final EventStorageEngine engine = new Refusing();

    @Override
    EventStorageEngine process() {
        return engine;
    }

    private static final class Refusing extends InMemoryEventStorageEngine {

        private final Map<String, Long> next = new HashMap<>();

        @Override
        public synchronized void appendEvents(List<? extends EventMessage<?>> events) {
            Map<String, Long> after = new HashMap<>(next);
            for (EventMessage<?> each : events) {
                var event = (DomainEventMessage<?>) each;
                long place = after.merge(event.getAggregateIdentifier(), 1L, Long::sum) - 1;
                if (place != event.getSequenceNumber()) {
                    throw new ConcurrencyException("the place of an event is taken");
                }
            }
            super.appendEvents(events);
            next.putAll(after);
        }
    }
}
