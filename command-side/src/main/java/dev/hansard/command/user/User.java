package dev.hansard.command.user;

import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;

import java.util.Optional;

/** The state of a user, as far as the user's commands need it. */
public sealed interface User {

    NotCreated NOT_CREATED = new NotCreated();

    /** Number of the user's events. */
    long version();

    /** The state after one more event. */
    static User evolve(User state, UserEvent event) {
        return switch (event) {
            case CurrentSessionSet set -> new Known(set.sessionId(), state.version() + 1);
        };
    }

    /** The user's newest session, whatever became of it. */
    default Optional<String> currentSession() {
        return switch (this) {
            case NotCreated _ -> Optional.empty();
            case Known known -> Optional.of(known.currentSessionId);
        };
    }

    record NotCreated() implements User {
        @Override
        public long version() {
            return 0;
        }
    }

    record Known(String currentSessionId, long version) implements User {}
}
