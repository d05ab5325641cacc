package dev.hansard.query.reading;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.PastLog;

import java.time.Instant;

/**
 * A moment to read as if nothing had happened since.
 *
 * @param log ends there
 * @param position of the last event by then; 0 before the first
 * @param instant at which it is judged whose time was over
 */
public record Moment(EventLog log, long position, Instant instant) {

    /** The moment at which a log had got to a position. */
    public static Moment of(EventLog log, long position, Instant instant) {
        return new Moment(new PastLog(log, position), position, instant);
    }
}
