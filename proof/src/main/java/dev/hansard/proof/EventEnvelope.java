package dev.hansard.proof;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * All that an event says of itself beside its payload, but for its position: an import into another
 * store gives other positions and keeps the chain.
 *
 * @param eventId lower-case with hyphens
 * @param recordedAt to the microsecond
 */
public record EventEnvelope(
        String eventId,
        String tenant,
        long tenantSequence,
        String aggregateType,
        String aggregateId,
        long sequence,
        String type,
        int revision,
        Instant recordedAt,
        @Nullable String userId,
        @Nullable String context,
        @Nullable String dedupeKey,
        @Nullable String actorKeyId,
        @Nullable String actorRole,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String idempotencyKey,
        @Nullable String metadata) {

    private static final String VERSION = "hansard-leaf-1";

    /** The leaf of the event: SHA-256 over these fields, its salt and its plain payload. */
    public byte[] leaf(byte[] salt, byte[] payload) {
        return fields(salt, payload).hash();
    }

    /** The fields that a leaf is made of, in their order. */
    public CanonicalFields fields(byte[] salt, byte[] payload) {
        return new CanonicalFields(512 + payload.length)
                .text(VERSION)
                .text(eventId)
                .text(tenant)
                .number(tenantSequence)
                .text(aggregateType)
                .text(aggregateId)
                .number(sequence)
                .text(type)
                .number(revision)
                .instant(recordedAt)
                .text(userId)
                .text(context)
                .text(dedupeKey)
                .text(actorKeyId)
                .text(actorRole)
                .text(correlationId)
                .text(causationId)
                .text(idempotencyKey)
                .text(metadata)
                .bytes(salt)
                .bytes(payload);
    }
}
