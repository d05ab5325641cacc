package dev.hansard.query.audit;

import dev.hansard.api.Refusal;
import dev.hansard.edge.json.Instants;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.reading.LogGate;
import dev.hansard.query.reading.Moment;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;

/** Finds the moments that auditors name. */
final class Moments {

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final EventLog log;
    private final LogGate gate;
    private final Clock clock;

    Moments(EventLog log, Clock clock) {
        this.log = log;
        this.gate = new LogGate(log);
        this.clock = clock;
    }

    /**
     * The moment of a position or of the last position that was recorded by an instant; without
     * either it is now. Whose time was over is judged when the position was recorded, now by the
     * clock.
     *
     * @param at a position, an instant in UTC, or null
     * @throws Refusal {@code invalid-request} if it is neither, or has not come yet
     */
    Moment find(QueryRequest query, @Nullable String at) {
        long head = gate.await(query);
        if (at == null) {
            return Moment.of(log, head, clock.instant());
        }
        String tenant = query.tenant();
        long position =
                POSITION.matcher(at).matches()
                        ? position(Long.parseLong(at), head)
                        : recordedBy(tenant, instant(at), head);
        return Moment.of(log, position, log.instantAt(tenant, position));
    }

    private static long position(long position, long head) {
        if (position > head) {
            throw Refusal.invalid("at", "the log ends at position " + head);
        }
        return position;
    }

    /** What will be recorded by then is not known: an answer would not stay true. */
    private long recordedBy(String tenant, Instant instant, long head) {
        if (instant.isAfter(clock.instant()) && instant.isAfter(log.instantAt(tenant, head))) {
            throw Refusal.invalid("at", "must not lie in the future");
        }
        return log.lastRecordedBy(tenant, instant);
    }

    private static Instant instant(String at) {
        try {
            return Instants.parse(at);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("at", "must be a position or an RFC 3339 time in UTC");
        }
    }
}
