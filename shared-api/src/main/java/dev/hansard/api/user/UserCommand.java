package dev.hansard.api.user;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.state.StateChange;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What may be asked of a user. */
public sealed interface UserCommand {

    AggregateId user();

    /**
     * The version the client has seen, from {@code If-Match}; for a command about one key or about
     * the profile that of its own last change.
     */
    ExpectedVersion expected();

    /** The moment the command came in. */
    Instant now();

    /**
     * Starts a session for the user, or reopens an expired one, and makes it the current one; an
     * active one before it ends.
     *
     * @param sessionId the client's id for it or one made by the server
     * @param metadata null for none
     * @param preferences null for the defaults
     * @param ttl idle time after which it expires
     * @param ifAbsent true: an active current session is left as it is
     */
    record StartSession(
            AggregateId user,
            String sessionId,
            boolean ifAbsent,
            @Nullable Json metadata,
            @Nullable Json preferences,
            Ttl ttl,
            ExpectedVersion expected,
            Instant now)
            implements UserCommand {}

    /** What is remembered of a user beyond any session: state by key, and the profile. */
    sealed interface MemoryCommand extends UserCommand {}

    /**
     * Sets one key.
     *
     * @param value null: the value stays, only the time to live changes
     * @param ttl null: for good
     */
    record SetUserState(
            AggregateId user,
            String key,
            @Nullable Json value,
            @Nullable Ttl ttl,
            ExpectedVersion expected,
            Instant now)
            implements MemoryCommand {}

    record RemoveUserState(AggregateId user, String key, ExpectedVersion expected, Instant now)
            implements MemoryCommand {}

    /**
     * Sets and removes several keys, all or none.
     *
     * @param changes in the order given, each key once
     */
    record PatchUserState(
            AggregateId user, List<StateChange> changes, ExpectedVersion expected, Instant now)
            implements MemoryCommand {}

    /** Takes a key out whose time is over; does nothing if it was set again or is not due. */
    record ExpireUserState(AggregateId user, String key, ExpectedVersion expected, Instant now)
            implements MemoryCommand {}

    /** Puts this profile in the place of any that is there. */
    record SetProfile(AggregateId user, Json profile, ExpectedVersion expected, Instant now)
            implements MemoryCommand {}

    /**
     * Changes the profile; one that is not there counts as empty.
     *
     * @param patch a merge patch (RFC 7396)
     */
    record PatchProfile(AggregateId user, Json patch, ExpectedVersion expected, Instant now)
            implements MemoryCommand {}

    record RemoveProfile(AggregateId user, ExpectedVersion expected, Instant now)
            implements MemoryCommand {}
}
