package dev.hansard.command.user;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.json.Json;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.command.state.WorkingState;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** The state of a user, as far as the user's commands need it. */
public sealed interface User {

    NotCreated NOT_CREATED = new NotCreated();

    /** Number of the user's events. */
    long version();

    /** Bytes of content in it. */
    default long contentBytes() {
        Known user = known();
        return user.state.contentBytes() + (user.profile == null ? 0 : user.profile.value.size());
    }

    /** The state after one more event. */
    static User evolve(User state, UserEvent event) {
        Known before = state.known();
        return switch (event) {
            case CurrentSessionSet set -> before.with(set);
            case ProfileSet set -> before.with(new Profile(set.profile(), before.version + 1));
            case ProfileRemoved _ -> before.with((Profile) null);
            case UserStateSet set -> before.with(set);
            case UserStateRemoved removed -> before.without(removed.key());
            case UserStateExpired expired -> before.without(expired.key());
            case UserErased _ -> new Erased(before.version + 1);
        };
    }

    /**
     * This user as one of whom something may be known.
     *
     * @throws Refusal {@link ErrorCode#ERASED}
     */
    default Known known() {
        return switch (this) {
            case NotCreated _ -> Known.NOTHING;
            case Known known -> known;
            case Erased _ -> throw Refusal.of(ErrorCode.ERASED, "the user was erased");
        };
    }

    /** The user's newest session, whatever became of it. */
    default Optional<String> currentSession() {
        return Optional.ofNullable(known().currentSessionId);
    }

    /** Nothing has happened to this user. */
    record NotCreated() implements User {
        @Override
        public long version() {
            return 0;
        }
    }

    /** Nothing of the user is there any more, and nothing comes. */
    record Erased(long version) implements User {
        @Override
        public long contentBytes() {
            return 0;
        }
    }

    /**
     * A profile that is there.
     *
     * @param version of the user when it last changed
     */
    record Profile(Json value, long version) {}

    /**
     * Something has happened.
     *
     * @param currentSessionId null if the user never had a session
     * @param profile null if there is none
     */
    record Known(
            @Nullable String currentSessionId,
            @Nullable Profile profile,
            WorkingState state,
            long version)
            implements User {

        private static final Known NOTHING = new Known(null, null, WorkingState.EMPTY, 0);

        /** Version of the profile's own last change; 0 if there is none. */
        long profileVersion() {
            return profile == null ? 0 : profile.version;
        }

        private Known with(CurrentSessionSet set) {
            return new Known(set.sessionId(), profile, state, version + 1);
        }

        private Known with(@Nullable Profile next) {
            return new Known(currentSessionId, next, state, version + 1);
        }

        private Known with(UserStateSet set) {
            return with(state.with(set.key(), set.value(), set.expiresAt(), version + 1));
        }

        private Known without(String key) {
            return with(state.without(key));
        }

        private Known with(WorkingState next) {
            return new Known(currentSessionId, profile, next, version + 1);
        }
    }
}
