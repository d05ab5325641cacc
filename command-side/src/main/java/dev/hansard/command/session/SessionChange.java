package dev.hansard.command.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.command.aggregate.Opening;
import dev.hansard.command.session.Session.Ended;
import dev.hansard.command.session.Session.Expired;
import dev.hansard.command.session.Session.Live;
import dev.hansard.command.session.Session.NotCreated;

import java.time.Instant;
import java.util.List;

/**
 * What a command did to a session: the answer of its handlers.
 *
 * @param before the state that the command found
 * @param events in the order of the log; none when there was nothing to write
 */
public record SessionChange(AggregateId id, Session before, List<SessionEvent> events) {

    /**
     * The state after the command.
     *
     * @param recordedAt the instant of the append's receipt; without events it does not matter
     */
    public Session after(Instant recordedAt) {
        Session state = before;
        for (SessionEvent event : events) {
            state = Session.evolve(state, event, recordedAt);
        }
        return state;
    }

    /** The version after the command. */
    public long version() {
        return before.version() + events.size();
    }

    /** What came of the command that starts a session. */
    public Opening opening() {
        return switch (before) {
            case NotCreated _ -> Opening.CREATED;
            case Expired _ -> Opening.REOPENED;
            case Live _, Ended _ -> Opening.EXISTING;
        };
    }
}
