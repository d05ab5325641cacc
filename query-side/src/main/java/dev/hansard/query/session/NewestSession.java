package dev.hansard.query.session;

import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.AsOf;

import java.util.Optional;

/**
 * Which session a user began last, whatever became of it.
 *
 * @param position of the log up to which this is true
 */
record NewestSession(String sessionId, long position) implements AsOf {

    static Optional<NewestSession> evolve(Optional<NewestSession> before, RecordedEvent recorded) {
        return switch ((UserEvent) recorded.payload()) {
            case CurrentSessionSet set ->
                    Optional.of(new NewestSession(set.sessionId(), recorded.position()));
            case ProfileSet _,
                    ProfileRemoved _,
                    UserStateSet _,
                    UserStateRemoved _,
                    UserStateExpired _ ->
                    before;
            case UserErased _ -> Optional.empty();
        };
    }

    long weight() {
        return 100;
    }
}
