package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.CachedView;
import dev.hansard.query.cache.FollowingCache;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The read model of sessions with their state, and of which is each user's newest. */
final class Sessions extends CachedView {

    private final FollowingCache<SessionModel> sessions;
    private final FollowingCache<NewestSession> newest;

    Sessions(SessionLoader loader, SessionSettings settings, Executor loads) {
        this.sessions =
                new FollowingCache<>(
                        settings.weight(),
                        SessionModel::weight,
                        loader::load,
                        SessionModel::evolve,
                        loads);
        this.newest =
                new FollowingCache<>(
                        settings.usersWeight(),
                        NewestSession::weight,
                        loader::newestSession,
                        NewestSession::evolve,
                        loads);
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    protected void apply(RecordedEvent recorded) {
        switch (recorded.aggregateType()) {
            case AggregateId.SESSION -> applyToSession(recorded);
            case AggregateId.CONVERSATION -> applyToContext(recorded);
            case AggregateId.USER -> applyToUser(recorded);
            default -> {}
        }
    }

    @Override
    protected List<FollowingCache<?>> caches() {
        return List.of(sessions, newest);
    }

    /**
     * A session, from memory or else from the store; empty if it never existed.
     *
     * @param session Axon aggregate identifier
     */
    Optional<SessionModel> session(String session) {
        return sessions.get(session);
    }

    /**
     * Id of the user's newest session, whatever became of it; empty if there never was one.
     *
     * @param user Axon aggregate identifier
     */
    Optional<String> newestSession(String user) {
        return newest.get(user).map(NewestSession::sessionId);
    }

    FollowingCache<SessionModel> sessions() {
        return sessions;
    }

    FollowingCache<NewestSession> newest() {
        return newest;
    }

    private void applyToSession(RecordedEvent recorded) {
        boolean creation = recorded.payload() instanceof SessionCreated;
        sessions.apply(recorded.aggregateId(), recorded, creation);
    }

    /** Only the start of a session says all there is to know. */
    private void applyToUser(RecordedEvent recorded) {
        boolean start = recorded.payload() instanceof CurrentSessionSet;
        newest.apply(recorded.aggregateId(), recorded, start);
    }

    private void applyToContext(RecordedEvent recorded) {
        if (recorded.context() != null) {
            sessions.apply(recorded.context(), recorded, false);
        }
    }
}
