package dev.hansard.query.session;

import dev.hansard.api.json.Json;
import dev.hansard.api.session.Preferences;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionView;
import dev.hansard.eventstore.RecordedEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One session in memory.
 *
 * @param position of the log up to which this is true
 */
record SessionModel(SessionFacts facts, SessionContent content, long position) {

    /** The model after one more event of the session or of one of its conversations. */
    static @Nullable SessionModel evolve(@Nullable SessionModel before, RecordedEvent recorded) {
        SessionFacts facts = SessionFacts.evolve(before == null ? null : before.facts, recorded);
        if (facts == null) {
            return null;
        }
        SessionContent content = before == null ? SessionContent.EMPTY : before.content;
        if (recorded.payload() instanceof SessionEvent event) {
            content = content.evolve(event, recorded.version());
        }
        return new SessionModel(facts, content, recorded.position());
    }

    /** The session for a reader: what is over by now is not shown. */
    SessionView view(Instant now) {
        Map<String, Json> state = new LinkedHashMap<>();
        content.state()
                .forEach(
                        (key, entry) -> {
                            if (entry.isThere(now)) {
                                state.put(key, entry.value());
                            }
                        });
        return new SessionView(
                facts.id().id(),
                facts.userId(),
                facts.status(),
                content.metadata(),
                Preferences.withDefaults(content.preferences()),
                state,
                facts.turnCount(),
                facts.createdAt(),
                facts.lastActivityAt(),
                facts.expiresAt(),
                facts.version());
    }
}
