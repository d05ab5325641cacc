package dev.hansard.query.audit;

import dev.hansard.api.Refusal;
import dev.hansard.edge.json.Instants;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.PastLog;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A part of the log: what was recorded from one instant to another, each counted in, and either may
 * be open.
 *
 * @param log ends where the part does
 * @param after position before its first event
 */
record Span(EventLog log, long after) {

    /**
     * The part that is asked for.
     *
     * @param end position beyond which nothing is shown
     * @param from an instant in UTC, or null for the beginning
     * @param to an instant in UTC, or null for the end
     * @throws Refusal {@code invalid-request} if one is no instant, or the second lies before the
     *     first
     */
    static Span of(
            EventLog log, String tenant, long end, @Nullable String from, @Nullable String to) {
        Instant first = from == null ? null : instant("from", from);
        Instant last = to == null ? null : instant("to", to);
        if (first != null && last != null && last.isBefore(first)) {
            throw Refusal.invalid("to", "must not lie before from");
        }
        long until = last == null ? end : Math.min(end, log.lastRecordedBy(tenant, last));
        long after =
                first == null ? 0 : log.lastRecordedBy(tenant, first.minus(1, ChronoUnit.MICROS));
        return new Span(new PastLog(log, until), after);
    }

    /** Its events that a filter lets through, in the order it asks for. */
    List<RecordedEvent> find(EventFilter filter, int limit) {
        if (filter.descending()) {
            return log.find(filter, limit).stream()
                    .takeWhile(event -> event.position() > after)
                    .toList();
        }
        Long cursor = filter.after();
        boolean begun = cursor != null && cursor > after;
        return log.find(begun ? filter : filter.goingOnAfter(after), limit);
    }

    private static Instant instant(String name, String value) {
        try {
            return Instants.parse(value);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(name, "must be an RFC 3339 time in UTC");
        }
    }
}
