package dev.hansard.api.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.state.StateChange;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What may be asked of a session. */
public sealed interface SessionCommand {

    AggregateId session();

    /** The version the client has seen; for {@link SetState} and {@link RemoveState} the key's. */
    ExpectedVersion expected();

    /** The moment the command came in. */
    Instant now();

    /**
     * Starts a session, or reopens an expired one; sent by the user's own command only, which sees
     * to it that a user has one active session.
     */
    record OpenSession(
            AggregateId session,
            String userId,
            Json metadata,
            Json preferences,
            Ttl ttl,
            ExpectedVersion expected,
            Instant now)
            implements SessionCommand {}

    /**
     * Sets one key.
     *
     * @param value null: the value stays, only the time to live changes
     * @param ttl null: for as long as the session lives
     */
    record SetState(
            AggregateId session,
            String key,
            @Nullable Json value,
            @Nullable Ttl ttl,
            ExpectedVersion expected,
            Instant now)
            implements SessionCommand {}

    record RemoveState(AggregateId session, String key, ExpectedVersion expected, Instant now)
            implements SessionCommand {}

    /**
     * Sets and removes several keys, all or none.
     *
     * @param changes in the order given, each key once
     */
    record PatchState(
            AggregateId session, List<StateChange> changes, ExpectedVersion expected, Instant now)
            implements SessionCommand {}

    /**
     * Changes settings; null leaves a value as it is.
     *
     * @param metadata a merge patch (RFC 7396)
     * @param preferences a merge patch (RFC 7396)
     */
    record PatchSession(
            AggregateId session,
            @Nullable Json metadata,
            @Nullable Json preferences,
            @Nullable Ttl ttl,
            ExpectedVersion expected,
            Instant now)
            implements SessionCommand {}

    record ResetSession(AggregateId session, ExpectedVersion expected, Instant now)
            implements SessionCommand {}

    record EndSession(
            AggregateId session, SessionEvent.Reason reason, ExpectedVersion expected, Instant now)
            implements SessionCommand {}

    /**
     * Expires it if it has been idle for long enough; does nothing otherwise.
     *
     * @param idleSince its last activity as far as the sender has seen the log; the store refuses
     *     the event if there was a later one
     * @param idleFor the idle time that counts; null for the session's own time to live
     */
    record ExpireSession(
            AggregateId session,
            Instant idleSince,
            @Nullable Ttl idleFor,
            ExpectedVersion expected,
            Instant now)
            implements SessionCommand {}

    /** Takes a key out whose time is over; does nothing if it was set again or is not due. */
    record ExpireState(AggregateId session, String key, ExpectedVersion expected, Instant now)
            implements SessionCommand {}
}
