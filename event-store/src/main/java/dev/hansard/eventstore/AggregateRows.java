package dev.hansard.eventstore;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What aggregates are loaded from: the snapshot, if there is one, and the events after it.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot be reached.
 */
public final class AggregateRows {

    /** The rows of each stand together. */
    static final String OF_ALL =
            """
            with w as (select distinct unnest(?::text[]) as aggregate_id),
                 s as materialized (select s.* from w join snapshot s using (aggregate_id))
            select 0::bigint, 0::bigint, sequence, recorded_at, 0, format, event_id, ''::bytea, tenant,
                   aggregate_type, aggregate_id, type, user_id, null, null, null, null, null, null,
                   null, revision, payload
              from s
             union all
            select e.*
              from w left join (select aggregate_id, sequence from s) s using (aggregate_id),
                   lateral (select %s
                              from event
                             where aggregate_id = w.aggregate_id
                               and event.sequence > coalesce(s.sequence, -1)
                             order by sequence limit ?) e
             order by 11, 3"""
                    .formatted(EventRow.COLUMNS);

    private final EventTable events;

    public AggregateRows(EventTable events) {
        this.events = events;
    }

    /**
     * What an aggregate is loaded from, as {@link #of(Collection, Collection, int)} many.
     *
     * @param limit at most so many events
     */
    public List<EventRow> of(String aggregateId, int limit) {
        return of(List.of(aggregateId), List.of(), limit).getOrDefault(aggregateId, List.of());
    }

    /**
     * What aggregates are loaded from, as of one moment and in one round trip: of each its
     * snapshot, if it has one, and the first events after it. A snapshot comes as a row of position
     * 0, with its revision as metadata. The keys of those whose they are come along.
     *
     * @param owners whose keys are looked up too, and made if there are none
     * @param limit at most so many events of each
     * @return of each; empty lists of those that the log does not know
     */
    public Map<String, List<EventRow>> of(
            Collection<String> aggregateIds, Collection<KeyOwner> owners, int limit) {
        Map<String, List<EventRow>> rows = new HashMap<>();
        aggregateIds.forEach(id -> rows.put(id, List.of()));
        rows.putAll(
                events
                        .queryWithKeys(
                                OF_ALL,
                                parameters ->
                                        parameters
                                                .array("text", aggregateIds, Function.identity())
                                                .number(limit),
                                owners,
                                aggregateIds)
                        .stream()
                        .collect(Collectors.groupingBy(EventRow::aggregateId)));
        return rows;
    }
}
