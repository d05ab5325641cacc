package dev.hansard.command.session;

import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.edge.json.Limited;
import dev.hansard.edge.settings.Limit;

import org.jspecify.annotations.Nullable;

/** The bodies of requests about sessions. */
final class SessionRequests {

    private SessionRequests() {}

    record NewSession(
            String userId,
            @Nullable String sessionId,
            @Limited(Limit.METADATA) @Nullable Json metadata,
            @Limited(Limit.PREFERENCES) @Nullable Json preferences,
            @Nullable Ttl ttl) {}

    /** What the session gets if it has to be created. */
    record CurrentSession(
            @Limited(Limit.METADATA) @Nullable Json metadata,
            @Limited(Limit.PREFERENCES) @Nullable Json preferences,
            @Nullable Ttl ttl) {

        static final CurrentSession BY_DEFAULT = new CurrentSession(null, null, null);
    }

    record SessionPatch(
            @Limited(Limit.METADATA) @Nullable Json metadata,
            @Limited(Limit.PREFERENCES) @Nullable Json preferences,
            @Nullable Ttl ttl) {}
}
