package dev.hansard.query.comparison;

import dev.hansard.api.AggregateId;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A read model that can be held against a cold replay of the log, one aggregate after the other.
 */
public interface ComparedView {

    String name();

    /** The types of aggregates that it has anything of. */
    Set<String> types();

    /**
     * Holds what it has of some aggregates against their replay, up to where it is true itself, so
     * that it may go on meanwhile.
     *
     * @param aggregates of its types
     */
    void compare(List<AggregateId> aggregates, Consumer<Difference> differences);

    /**
     * Names the aggregates of a tenant of which it has anything, whether the log knows them or not.
     *
     * @param each takes some at a time; one may come twice
     * @param differences takes what is of no aggregate at all
     */
    void known(
            String tenant,
            Consumer<Collection<AggregateId>> each,
            Consumer<Difference> differences);
}
