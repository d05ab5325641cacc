package dev.hansard.query.session;

import dev.hansard.api.json.Json;
import dev.hansard.api.session.Preferences;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionView;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.AsOf;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One session in memory.
 *
 * @param position of the log up to which this is true
 */
record SessionModel(SessionFacts facts, SessionContent content, long position) implements AsOf {

    /** The model after one more event of the session or of one of its conversations. */
    static Optional<SessionModel> evolve(Optional<SessionModel> before, RecordedEvent recorded) {
        SessionFacts facts =
                SessionFacts.evolve(before.map(SessionModel::facts).orElse(null), recorded);
        if (facts == null) {
            return Optional.empty();
        }
        SessionContent content = before.map(SessionModel::content).orElse(SessionContent.EMPTY);
        if (recorded.payload() instanceof SessionEvent event) {
            content = content.evolve(event, recorded.version());
        }
        return Optional.of(new SessionModel(facts, content, recorded.position()));
    }

    /** Bytes in memory, near enough. */
    long weight() {
        long bytes = 300L + content.metadata().size() + content.preferences().size();
        for (var entry : content.state().entrySet()) {
            bytes += entry.getKey().length() + entry.getValue().weight();
        }
        return bytes;
    }

    /** The session for a reader: what is over by now is not shown. */
    SessionView view(Instant now) {
        Map<String, Json> state = new LinkedHashMap<>();
        content.state()
                .forEach(
                        (key, value) -> {
                            if (value.isThere(now)) {
                                state.put(key, value.json());
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
