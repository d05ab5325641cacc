package dev.hansard.api.user;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What may be asked of a user. */
public sealed interface UserCommand {

    AggregateId user();

    /** The version the client has seen, from {@code If-Match}. */
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
}
