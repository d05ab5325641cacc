package dev.hansard.command.session;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Status;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.Preferences;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.MetadataSet;
import dev.hansard.api.session.SessionEvent.PreferencesSet;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.session.SessionView;
import dev.hansard.command.state.WorkingState;

import java.time.Instant;
import java.util.Optional;

/** The state of a session, as far as its commands need it. */
public sealed interface Session {

    NotCreated NOT_CREATED = new NotCreated();

    /** Number of its events. */
    long version();

    /** Whose it is; nobody's before it is created. */
    default Optional<String> owner() {
        return switch (this) {
            case NotCreated _ -> Optional.empty();
            case Live live -> Optional.of(live.userId);
            case Expired expired -> Optional.of(expired.userId);
            case Ended ended -> Optional.of(ended.userId);
        };
    }

    /** Bytes of content in it. */
    default long contentBytes() {
        return switch (this) {
            case Live live ->
                    live.metadata.size() + live.preferences.size() + live.state.contentBytes();
            case NotCreated _, Expired _, Ended _ -> 0;
        };
    }

    /** The state after one more event, which the log holds with that instant. */
    static Session evolve(Session state, SessionEvent event, Instant recordedAt) {
        return switch (event) {
            case SessionCreated created -> Live.of(created, recordedAt);
            case SessionReopened again -> in(Expired.class, state).reopened(again, recordedAt);
            case StateSet set -> in(Live.class, state).with(set, recordedAt);
            case StateRemoved removed -> in(Live.class, state).without(removed.key(), recordedAt);
            case StateExpired expired -> {
                Live live = in(Live.class, state);
                yield live.without(expired.key(), live.lastActivityAt);
            }
            case MetadataSet set -> in(Live.class, state).with(set, recordedAt);
            case PreferencesSet set -> in(Live.class, state).with(set, recordedAt);
            case SessionReset _ -> in(Live.class, state).reset(recordedAt);
            case SessionExpired _ -> in(Live.class, state).expired();
            case SessionEnded _ -> in(Live.class, state).ended();
        };
    }

    /**
     * This session as one that takes commands.
     *
     * @throws Refusal {@code not-found}, {@code expired} or {@code ended}
     */
    default Live live() {
        return switch (this) {
            case Live live -> live;
            case NotCreated _ -> throw Refusal.of(ErrorCode.NOT_FOUND, "no such session");
            case Expired _ -> throw Refusal.of(ErrorCode.EXPIRED, "the session has expired");
            case Ended ended -> throw ended.refusal();
        };
    }

    record NotCreated() implements Session {
        @Override
        public long version() {
            return 0;
        }
    }

    /**
     * It takes commands.
     *
     * @param preferences as given, without defaults
     * @param createdAt of its first life
     * @param lastActivityAt its own; that of its conversations is not known here
     */
    record Live(
            String userId,
            Json metadata,
            Json preferences,
            Ttl ttl,
            WorkingState state,
            Instant createdAt,
            Instant lastActivityAt,
            long version)
            implements Session {

        /**
         * As clients see it.
         *
         * @param turnCount user messages of its conversations since it began or was reset
         * @param lastActivityAt its own or that of a conversation that names it
         * @param now the instant at which keys with a time to live are judged
         */
        public SessionView view(
                AggregateId id, long turnCount, Instant lastActivityAt, Instant now) {
            return new SessionView(
                    id.id(),
                    userId,
                    Status.ACTIVE,
                    metadata,
                    Preferences.withDefaults(preferences),
                    state.values(now),
                    turnCount,
                    createdAt,
                    lastActivityAt,
                    ttl.expiresAt(lastActivityAt),
                    version);
        }

        private static Live of(SessionCreated event, Instant at) {
            return new Live(
                    event.userId(),
                    event.metadata(),
                    event.preferences(),
                    event.ttl(),
                    WorkingState.EMPTY,
                    at,
                    at,
                    1);
        }

        private Live with(StateSet set, Instant at) {
            return with(state.with(set.key(), set.value(), set.expiresAt(), version + 1), at);
        }

        private Live without(String key, Instant at) {
            return with(state.without(key), at);
        }

        private Live with(WorkingState next, Instant at) {
            return new Live(userId, metadata, preferences, ttl, next, createdAt, at, version + 1);
        }

        private Live with(MetadataSet set, Instant at) {
            return new Live(
                    userId,
                    requireNonNullElse(set.metadata(), metadata),
                    preferences,
                    requireNonNullElse(set.ttl(), ttl),
                    state,
                    createdAt,
                    at,
                    version + 1);
        }

        private Live with(PreferencesSet set, Instant at) {
            return new Live(
                    userId, metadata, set.preferences(), ttl, state, createdAt, at, version + 1);
        }

        private Live reset(Instant at) {
            return new Live(
                    userId,
                    metadata,
                    Preferences.NONE_GIVEN,
                    ttl,
                    WorkingState.EMPTY,
                    createdAt,
                    at,
                    version + 1);
        }

        private Expired expired() {
            return new Expired(userId, createdAt, version + 1);
        }

        private Ended ended() {
            return new Ended(userId, version + 1);
        }
    }

    /** It was idle for too long; the same user may reopen it. */
    record Expired(String userId, Instant createdAt, long version) implements Session {

        private Live reopened(SessionReopened event, Instant at) {
            return new Live(
                    userId,
                    event.metadata(),
                    event.preferences(),
                    event.ttl(),
                    WorkingState.EMPTY,
                    createdAt,
                    at,
                    version + 1);
        }
    }

    /** Ended for good. */
    record Ended(String userId, long version) implements Session {

        Refusal refusal() {
            return Refusal.of(ErrorCode.ENDED, "the session has ended");
        }
    }

    private static <S extends Session> S in(Class<S> expected, Session state) {
        if (!expected.isInstance(state)) {
            throw new IllegalStateException(
                    "the log has an event of a session that is %s, in one that is %s"
                            .formatted(expected.getSimpleName(), state.getClass().getSimpleName()));
        }
        return expected.cast(state);
    }
}
