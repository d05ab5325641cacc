package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.ViewGate;

/** Sessions for those who ask: once the view is where they want it, and only their own. */
public final class SessionReader {

    private final ViewGate gate;
    private final Sessions sessions;
    private final VisibleSessions visible;

    SessionReader(ViewGate gate, Sessions sessions) {
        this.gate = gate;
        this.sessions = sessions;
        this.visible = new VisibleSessions(sessions::session);
    }

    /**
     * Waits for the view and refuses what this caller cannot see.
     *
     * @throws Refusal {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#READ_MODEL_BEHIND}
     */
    public void requireVisible(QueryRequest query, String sessionId) {
        await(query);
        find(query, sessionId);
    }

    long await(QueryRequest query) {
        return gate.await(query);
    }

    SessionModel find(QueryRequest query, String sessionId) {
        return visible.find(query, sessionId);
    }

    /** The user's active session. */
    SessionModel findCurrent(QueryRequest query, String userId) {
        query.caller().checkUser(userId);
        return sessions.newestSession(AggregateId.user(query.tenant(), userId).toString())
                .flatMap(id -> sessions.session(AggregateId.session(query.tenant(), id).toString()))
                .filter(session -> session.facts().isActive())
                .orElseThrow(
                        () -> Refusal.of(ErrorCode.NOT_FOUND, "the user has no active session"));
    }
}
