package dev.hansard.command.activity;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What is whose, as the log tells: it reads all that ever happened to a user. */
final class OwnedAggregates implements Function<AggregateId, Set<String>> {

    private static final int PAGE = 500;

    private final EventLog log;

    OwnedAggregates(EventLog log) {
        this.log = log;
    }

    @Override
    public Set<String> apply(AggregateId user) {
        Set<String> owned = new HashSet<>();
        var filter = new EventFilter(user.tenant(), user.id(), null, null, List.of(), null, false);
        List<RecordedEvent> page = log.find(filter, PAGE);
        while (!page.isEmpty()) {
            page.forEach(recorded -> owned.add(recorded.aggregateId()));
            page = log.find(filter.goingOnAfter(page.getLast().position()), PAGE);
        }
        return owned;
    }
}
