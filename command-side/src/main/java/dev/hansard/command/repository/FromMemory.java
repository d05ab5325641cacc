package dev.hansard.command.repository;

import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.messaging.unitofwork.UnitOfWork;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The aggregates that a unit of work took from memory instead of the log, each with the sequence of
 * its last event then.
 */
final class FromMemory {

    private static final String KEY = FromMemory.class.getName();

    private record Taken(EventSourcedAggregate<?> aggregate, long sequence) {

        boolean onlyRead() {
            return aggregate.version() == sequence;
        }
    }

    private final Map<String, Taken> taken = new HashMap<>();

    static FromMemory of(UnitOfWork<?> unitOfWork) {
        return unitOfWork.root().getOrComputeResource(KEY, key -> new FromMemory());
    }

    void add(String aggregateId, EventSourcedAggregate<?> aggregate) {
        taken.put(aggregateId, new Taken(aggregate, aggregate.version()));
    }

    /** The sequences of all. */
    Map<String, Long> all() {
        return sequences(used -> true);
    }

    /** The sequences of those that got no event: only of the others does an append compare them. */
    Map<String, Long> onlyRead() {
        return sequences(Taken::onlyRead);
    }

    private Map<String, Long> sequences(Predicate<Taken> wanted) {
        return taken.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sequence));
    }
}
