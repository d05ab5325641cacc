package dev.hansard.command.repository;

import dev.hansard.api.AggregateId;
import dev.hansard.command.aggregate.Needs;
import dev.hansard.eventstore.axon.HansardEventStore;
import dev.hansard.eventstore.axon.LoadedAhead;

import org.axonframework.common.caching.Cache;

import java.util.List;

/**
 * Looks up what a command needs before it is handled: all that is not in memory, in one round trip,
 * and nothing if all is.
 */
public final class LookAhead {

    private final HansardEventStore events;
    private final Cache cache;

    LookAhead(HansardEventStore events, Cache cache) {
        this.events = events;
        this.cache = cache;
    }

    /** Handles a command that finds what it needs. */
    public <T, X extends Throwable> T before(Object command, ScopedValue.CallableOp<T, X> handling)
            throws X {
        Needs needs = Needs.of(command);
        List<String> missing =
                needs.aggregates().stream()
                        .map(AggregateId::toString)
                        .filter(id -> !cache.containsKey(id) && !LoadedAhead.has(id))
                        .toList();
        return missing.isEmpty()
                ? handling.call()
                : events.loadAhead(missing, needs.owners()).using(handling);
    }
}
