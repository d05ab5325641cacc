package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * One event that wants into the log: everything of its row that its author decides.
 *
 * @param aggregateType empty for an event of no aggregate
 * @param sequence the place in its aggregate that it expects to take
 * @param metadata JSON of what has no column; null for none
 */
public record PendingEvent(
        UUID eventId,
        String tenant,
        String aggregateType,
        String aggregateId,
        long sequence,
        String type,
        int revision,
        @Nullable String userId,
        @Nullable String context,
        @Nullable String dedupeKey,
        @Nullable String actorKeyId,
        @Nullable String actorRole,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String idempotencyKey,
        @Nullable String metadata,
        PendingPayload payload) {}
