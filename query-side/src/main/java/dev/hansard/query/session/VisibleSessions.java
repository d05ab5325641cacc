package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.request.QueryRequest;

import java.util.Optional;
import java.util.function.Function;

/** The sessions as far as a caller may see them. */
final class VisibleSessions {

    private final Function<String, Optional<SessionModel>> sessions;

    /**
     * @param sessions by Axon aggregate identifier; empty for what never existed
     */
    VisibleSessions(Function<String, Optional<SessionModel>> sessions) {
        this.sessions = sessions;
    }

    /**
     * The session that a query names.
     *
     * @throws Refusal {@code not-found} if there is none for this caller
     */
    SessionModel find(QueryRequest query, String sessionId) {
        SessionModel session =
                sessions.apply(AggregateId.session(query.tenant(), sessionId).toString())
                        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no such session"));
        query.caller().checkUser(session.facts().userId());
        return session;
    }
}
