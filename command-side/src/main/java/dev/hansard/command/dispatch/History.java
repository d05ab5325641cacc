package dev.hansard.command.dispatch;

import dev.hansard.api.AggregateId;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/**
 * What aggregates were at one of their versions, for what is asked for rarely. It begins with the
 * newest snapshot unless that is younger.
 *
 * @param <S> their states
 */
public final class History<S> {

    private final EventStore events;
    private final S notCreated;
    private final BiFunction<S, DomainEventMessage<?>, S> evolution;
    private final ToLongFunction<S> version;

    /**
     * @param evolution the state after one more event, or after a snapshot
     * @param version number of events of a state
     */
    public History(
            EventStore events,
            S notCreated,
            BiFunction<S, DomainEventMessage<?>, S> evolution,
            ToLongFunction<S> version) {
        this.events = events;
        this.notCreated = notCreated;
        this.evolution = evolution;
        this.version = version;
    }

    /** The present state of an aggregate. */
    public S now(AggregateId aggregate) {
        return fold(events.readEvents(aggregate.toString()), Long.MAX_VALUE);
    }

    /** The state of an aggregate at a version; the present one if it has not come to that. */
    public S at(AggregateId aggregate, long wanted) {
        S state = fold(events.readEvents(aggregate.toString()), wanted);
        return version.applyAsLong(state) > wanted
                ? fold(events.readEvents(aggregate.toString(), 0), wanted)
                : state;
    }

    private S fold(DomainEventStream stream, long wanted) {
        S state = notCreated;
        while (version.applyAsLong(state) < wanted && stream.hasNext()) {
            state = evolution.apply(state, stream.next());
        }
        return state;
    }
}
