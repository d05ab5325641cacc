package dev.hansard.api.session;

import dev.hansard.api.Status;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/**
 * A session as clients see it.
 *
 * @param preferences the given ones over the defaults
 * @param state key to value, without keys whose time is over; empty unless active
 * @param turnCount user messages of its conversations since it began or was reset
 * @param lastActivityAt of its own or of a conversation that names it
 * @param expiresAt when it expires if nothing more happens; null for never or not active
 * @param version number of its events
 */
public record SessionView(
        String sessionId,
        String userId,
        Status status,
        Json metadata,
        Json preferences,
        Map<String, Json> state,
        long turnCount,
        Instant createdAt,
        Instant lastActivityAt,
        @Nullable Instant expiresAt,
        long version) {}
