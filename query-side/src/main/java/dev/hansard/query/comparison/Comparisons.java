package dev.hansard.query.comparison;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.LogBeginnings;
import dev.hansard.eventstore.LogBeginnings.Beginning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Holds every read model of this node against a cold replay of what a tenant has in the log when it
 * begins. Writes go on meanwhile; memory does not grow with the log.
 */
public final class Comparisons {

    /** Events of a tenant in which beginnings are looked for at once. */
    private static final int SLICE = 2_000;

    private final List<ComparedView> views;
    private final LogBeginnings beginnings;

    Comparisons(List<ComparedView> views, LogBeginnings beginnings) {
        this.views = List.copyOf(views);
        this.beginnings = beginnings;
    }

    /** Is told now and again how far a comparison is, and may end it by an exception. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param share from 0 to 1
         */
        void at(double share);
    }

    /**
     * Compares all that a tenant has.
     *
     * @throws dev.hansard.eventstore.StoreUnavailableException if the store cannot be reached
     */
    public void ofTenant(String tenant, Progress progress, Consumer<Difference> differences) {
        long last = beginnings.last(tenant);
        for (long after = 0; after < last; after += SLICE) {
            progress.at((double) after / last);
            long upTo = Math.min(last, after + SLICE);
            of(aggregates(tenant, beginnings.between(tenant, after, upTo)), differences);
        }
        for (ComparedView view : views) {
            progress.at(1);
            view.known(
                    tenant,
                    known -> view.compare(unknown(tenant, known), differences),
                    differences);
        }
    }

    /** Compares some aggregates. */
    void of(Collection<AggregateId> aggregates, Consumer<Difference> differences) {
        for (ComparedView view : views) {
            view.compare(
                    aggregates.stream().filter(id -> view.types().contains(id.type())).toList(),
                    differences);
        }
    }

    /** A user begins with the first event that belongs to it, whichever aggregate's that is. */
    private static List<AggregateId> aggregates(String tenant, List<Beginning> beginnings) {
        List<AggregateId> aggregates = new ArrayList<>();
        for (Beginning beginning : beginnings) {
            AggregateId id = AggregateId.parse(beginning.aggregateId());
            if (!id.type().equals(AggregateId.USER)) {
                aggregates.add(id);
            }
            if (beginning.userId() != null) {
                aggregates.add(AggregateId.user(tenant, beginning.userId()));
            }
        }
        return aggregates;
    }

    /** Those that the log knows nothing of. */
    private List<AggregateId> unknown(String tenant, Collection<AggregateId> known) {
        Map<Boolean, List<AggregateId>> byKind =
                known.stream().collect(groupingBy(id -> id.type().equals(AggregateId.USER)));
        List<AggregateId> users = byKind.getOrDefault(true, List.of());
        List<AggregateId> others = byKind.getOrDefault(false, List.of());
        Set<String> absentUsers =
                beginnings.usersWithoutEvents(
                        tenant, users.stream().map(AggregateId::id).collect(toSet()));
        Set<String> absent =
                beginnings.withoutEvents(
                        others.stream().map(AggregateId::toString).collect(toSet()));
        return Stream.concat(
                        users.stream().filter(id -> absentUsers.contains(id.id())),
                        others.stream().filter(id -> absent.contains(id.toString())))
                .toList();
    }
}
