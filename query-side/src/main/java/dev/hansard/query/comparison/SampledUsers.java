package dev.hansard.query.comparison;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes users at random: whoever an event at a random position belongs to, every other time one of
 * the newest, since those are in memory.
 */
final class SampledUsers {

    /** Of a user: with what it has to do, and no further back. */
    private static final int EVENTS = 200;

    private static final int NEWEST = 10_000;

    private final EventLog log;
    private final SampleSettings settings;
    private final Random random = new Random();

    SampledUsers(EventLog log, SampleSettings settings) {
        this.log = log;
        this.settings = settings;
    }

    /** Somebody, or an entry of a table; empty if there is nobody yet. */
    Optional<Sample> next() {
        long head = log.head();
        if (head == 0) {
            return Optional.empty();
        }
        long first = random.nextBoolean() ? 1 : Math.max(1, head - NEWEST);
        return log.at(random.nextLong(first, head + 1))
                .filter(event -> !event.aggregateType().isEmpty())
                .map(this::sample);
    }

    /** A user with the conversations and sessions of its newest events. */
    private Sample sample(RecordedEvent event) {
        String userId = event.userId();
        if (userId == null) {
            return new Sample(event.tenant(), Set.of(AggregateId.parse(event.aggregateId())));
        }
        var filter = new EventFilter(event.tenant(), userId, null, null, List.of(), null, true);
        Set<AggregateId> aggregates = new LinkedHashSet<>();
        aggregates.add(AggregateId.user(event.tenant(), userId));
        for (RecordedEvent newest : log.find(filter, EVENTS)) {
            aggregates.add(AggregateId.parse(newest.aggregateId()));
            if (newest.context() != null) {
                aggregates.add(AggregateId.parse(newest.context()));
            }
        }
        return new Sample(
                event.tenant(),
                aggregates.stream().filter(this::isShort).collect(Collectors.toSet()));
    }

    private boolean isShort(AggregateId id) {
        return log.lastSequence(id.toString(), Long.MAX_VALUE) < settings.mostEvents();
    }

    /**
     * What to compare.
     *
     * @param aggregates a user with conversations and sessions, or what belongs to no user
     */
    record Sample(String tenant, Set<AggregateId> aggregates) {}
}
