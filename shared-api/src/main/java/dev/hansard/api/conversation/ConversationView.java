package dev.hansard.api.conversation;

import dev.hansard.api.Status;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A conversation as clients see it.
 *
 * @param summary a JSON string: the summary its window begins with; null if it was not compacted
 * @param messageCount messages in its history that have not been removed
 * @param turnCount user messages since the last clear or compaction
 * @param expiresAt when it expires if nothing more happens; null for never or not active
 * @param version number of its events
 */
public record ConversationView(
        String conversationId,
        String userId,
        @Nullable String sessionId,
        Status status,
        Json metadata,
        @Nullable Json summary,
        long messageCount,
        int turnCount,
        int maxTurnsBeforeCompact,
        boolean autoCompact,
        Instant createdAt,
        Instant lastActivityAt,
        @Nullable Instant expiresAt,
        long version) {}
