package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.events.EventFormat;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.KnownFacts;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the model of one session anew from the store: the content from the session's own events,
 * the counts from its row and what its conversations did since that was written.
 */
final class SessionLoader {

    private static final int PAGE = 500;
    private static final List<String> STARTS =
            List.of(EventFormat.CURRENT.typeOf(CurrentSessionSet.class).storedName());

    private final EventLog log;
    private final KnownFacts<SessionFacts> known;

    /**
     * @param known the facts of a session as of some earlier moment
     */
    SessionLoader(EventLog log, KnownFacts<SessionFacts> known) {
        this.log = log;
        this.known = known;
    }

    /**
     * @param session Axon aggregate identifier
     * @return the session as of a position at or after the head when this was called; empty if it
     *     never existed
     */
    Optional<SessionModel> load(String session) {
        // The row before the head: so no row is ahead of the position the model claims.
        SessionFacts row = known.of(session).orElse(null);
        long head = log.head();
        SessionFacts facts = catchUp(row, session, head);
        return Optional.ofNullable(facts)
                .map(present -> new SessionModel(present, content(session, head), head));
    }

    /**
     * The user's newest session; empty if there never was one.
     *
     * @param user Axon aggregate identifier
     */
    Optional<NewestSession> newestSession(String user) {
        return log.find(starts(user), 1).stream()
                .findFirst()
                .flatMap(recorded -> NewestSession.evolve(Optional.empty(), recorded));
    }

    /**
     * Ids of the user's sessions, those that began or were reopened last first.
     *
     * @param user Axon aggregate identifier
     */
    List<String> newestSessions(String user, int most) {
        Set<String> sessions = new LinkedHashSet<>();
        List<RecordedEvent> page = log.find(starts(user), PAGE);
        while (!page.isEmpty() && sessions.size() < most) {
            page.forEach(recorded -> sessions.add(started(recorded)));
            page = log.find(starts(user).goingOnAfter(page.getLast().position()), PAGE);
        }
        return sessions.stream().limit(most).toList();
    }

    private static String started(RecordedEvent recorded) {
        return ((CurrentSessionSet) recorded.payload()).sessionId();
    }

    private @Nullable SessionFacts catchUp(@Nullable SessionFacts row, String session, long head) {
        SessionFacts facts = row;
        long after = row == null ? 0 : row.position();
        while (true) {
            List<RecordedEvent> page = log.find(since(session, after), PAGE);
            for (RecordedEvent recorded : page) {
                if (recorded.position() > head) {
                    return facts;
                }
                facts = SessionFacts.evolve(facts, recorded);
            }
            if (page.size() < PAGE) {
                return facts;
            }
            if (facts != null) {
                known.passed(session, facts);
            }
            after = page.getLast().position();
        }
    }

    private SessionContent content(String session, long head) {
        SessionContent content = SessionContent.EMPTY;
        long sequence = 0;
        while (true) {
            List<RecordedEvent> page = log.readAggregate(session, sequence, PAGE);
            for (RecordedEvent recorded : page) {
                if (recorded.position() > head) {
                    return content;
                }
                content = content.evolve((SessionEvent) recorded.payload(), recorded.version());
            }
            if (page.size() < PAGE) {
                return content;
            }
            sequence = page.getLast().version();
        }
    }

    private static EventFilter starts(String user) {
        String tenant = AggregateId.parse(user).tenant();
        return new EventFilter(tenant, null, user, null, STARTS, null, true);
    }

    private static EventFilter since(String session, long after) {
        String tenant = AggregateId.parse(session).tenant();
        return new EventFilter(tenant, null, null, session, List.of(), after, false);
    }
}
