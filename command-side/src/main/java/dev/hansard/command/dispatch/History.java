package dev.hansard.command.dispatch;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.List;
import java.util.function.Consumer;

/** The events of one aggregate, from the first on, for what is asked for rarely. */
public final class History {

    private static final int PAGE = 1_000;

    private History() {}

    /** Hands over all of them in order. */
    public static void read(EventLog log, AggregateId aggregate, Consumer<RecordedEvent> reader) {
        List<RecordedEvent> page;
        long from = 0;
        do {
            page = log.readAggregate(aggregate.toString(), from, PAGE);
            page.forEach(reader);
            from += page.size();
        } while (page.size() == PAGE);
    }
}
