package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.cache.ComparedCache;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;

/** Each user's newest session as it is in memory, held against the log. */
final class ComparedNewestSessions extends ComparedCache<NewestSession> {

    ComparedNewestSessions(Sessions sessions, EventLog log) {
        super(sessions.name(), Set.of(AggregateId.USER), sessions, sessions.newest(), log);
    }

    @Override
    protected Optional<NewestSession> replay(EventLog past, String key) {
        return new SessionLoader(past, id -> Optional.empty()).newestSession(key);
    }

    @Override
    protected @Nullable String difference(NewestSession live, NewestSession cold) {
        return live.sessionId().equals(cold.sessionId()) ? null : "the newest session";
    }

    @Override
    protected @Nullable String userOf(NewestSession session) {
        return null;
    }
}
