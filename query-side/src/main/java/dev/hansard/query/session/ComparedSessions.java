package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.cache.ComparedCache;
import dev.hansard.query.comparison.Unlike;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sessions in memory, with their state, held against the log. */
final class ComparedSessions extends ComparedCache<SessionModel> {

    ComparedSessions(Sessions sessions, EventLog log) {
        super(sessions.name(), Set.of(AggregateId.SESSION), sessions, sessions.sessions(), log);
    }

    @Override
    protected Optional<SessionModel> replay(EventLog past, String key) {
        return new SessionLoader(past, id -> Optional.empty()).load(key);
    }

    @Override
    protected @Nullable String difference(SessionModel live, SessionModel cold) {
        String facts = Unlike.parts(live.facts(), cold.facts());
        if (facts != null) {
            return facts;
        }
        String content = Unlike.parts(live.content(), cold.content());
        if (content != null) {
            return content;
        }
        boolean inOrder =
                List.copyOf(live.content().state().keySet())
                        .equals(List.copyOf(cold.content().state().keySet()));
        return inOrder ? null : "the order of the state";
    }

    @Override
    protected String userOf(SessionModel session) {
        return session.facts().userId();
    }
}
