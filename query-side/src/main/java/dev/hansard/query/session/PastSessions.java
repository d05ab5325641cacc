package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.session.SessionView;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.cache.Milestones;
import dev.hansard.query.reading.Moment;

import java.util.List;
import java.util.Optional;

/**
 * Sessions as they were: what answers a miss of the live view answers here, from a log that ends at
 * the moment.
 */
public final class PastSessions {

    private final Milestones<SessionFacts> milestones;

    PastSessions(Milestones<SessionFacts> milestones) {
        this.milestones = milestones;
    }

    /**
     * @throws dev.hansard.api.Refusal {@code not-found} if there was none for this caller
     */
    public SessionView find(Moment moment, QueryRequest query, String sessionId) {
        return new VisibleSessions(loader(moment)::load)
                .find(query, sessionId)
                .view(moment.instant());
    }

    /** The sessions of a user, whatever had become of them, those that began last first. */
    public List<SessionView> ofUser(Moment moment, AggregateId user, int most) {
        SessionLoader loader = loader(moment);
        return loader.newestSessions(user.toString(), most).stream()
                .map(id -> loader.load(AggregateId.session(user.tenant(), id).toString()))
                .flatMap(Optional::stream)
                .map(session -> session.view(moment.instant()))
                .toList();
    }

    private SessionLoader loader(Moment moment) {
        return new SessionLoader(moment.log(), milestones.upTo(id -> moment.position()));
    }
}
