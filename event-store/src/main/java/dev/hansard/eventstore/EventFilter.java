package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Which events of one tenant to read.
 *
 * @param userId only events of this user
 * @param aggregateId only events of this aggregate
 * @param context only events of this aggregate or that carry it as their context; both by Axon
 *     aggregate identifier
 * @param types only these types; empty for every type
 * @param after only positions beyond this one, in the direction of reading; null from the start
 * @param descending newest first
 */
public record EventFilter(
        String tenant,
        @Nullable String userId,
        @Nullable String aggregateId,
        @Nullable String context,
        List<String> types,
        @Nullable Long after,
        boolean descending) {

    /** The same from another event on, in the direction of reading. */
    public EventFilter goingOnAfter(long position) {
        return new EventFilter(tenant, userId, aggregateId, context, types, position, descending);
    }

    /** Whether an event is one of those, wherever it stands. */
    public boolean lets(RecordedEvent event) {
        return event.tenant().equals(tenant)
                && (userId == null || userId.equals(event.userId()))
                && (aggregateId == null || aggregateId.equals(event.aggregateId()))
                && (context == null || isIn(context, event))
                && (types.isEmpty() || types.contains(event.type()));
    }

    private static boolean isIn(String context, RecordedEvent event) {
        return context.equals(event.context()) || context.equals(event.aggregateId());
    }
}
