package dev.hansard.eventstore;

import dev.hansard.proof.EventEnvelope;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** One row of the log, as it is stored. */
public record EventRow(
        long position,
        long tenantSequence,
        long sequence,
        Instant recordedAt,
        int revision,
        int format,
        UUID eventId,
        byte[] leaf,
        String tenant,
        String aggregateType,
        String aggregateId,
        String type,
        @Nullable String userId,
        @Nullable String context,
        @Nullable String dedupeKey,
        @Nullable String actorKeyId,
        @Nullable String actorRole,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String idempotencyKey,
        @Nullable String metadata,
        byte[] stored,
        PageKeys keys) {

    public EventRow {
        if (isSealed(format)) {
            keys.include(KeyOwner.of(tenant, userId));
        }
    }

    /** The columns, in the order of {@link #of}. */
    static final String COLUMNS =
            "position, tenant_sequence, sequence, recorded_at, revision, format, event_id, leaf,"
                    + " tenant, aggregate_type, aggregate_id, type, user_id, context, dedupe_key,"
                    + " actor_key_id, actor_role, correlation_id, causation_id, idempotency_key,"
                    + " metadata, payload";

    /** How many of them are text: all between the leaf and the payload. */
    static final int TEXTS = 13;

    /**
     * A row.
     *
     * @param keys those to the page it is of
     */
    static EventRow of(ResultSet row, PageKeys keys) throws SQLException {
        return new EventRow(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                LogStateReader.instant(row, 4),
                row.getInt(5),
                row.getInt(6),
                row.getObject(7, UUID.class),
                row.getBytes(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                row.getString(19),
                row.getString(20),
                row.getString(21),
                row.getBytes(22),
                keys);
    }

    /**
     * The payload as it was given, without salt.
     *
     * @throws ErasedException if its user was erased
     * @throws UnreadableRecordException if this version cannot open it
     * @throws StoreUnavailableException if its key is not known yet and the store cannot be reached
     */
    public byte[] plainPayload() {
        return payload().plain();
    }

    /** What it says of itself beside its payload. */
    public EventEnvelope envelope() {
        return new EventEnvelope(
                eventId.toString(),
                tenant,
                tenantSequence,
                aggregateType,
                aggregateId,
                sequence,
                type,
                revision,
                recordedAt,
                userId,
                context,
                dedupeKey,
                actorKeyId,
                actorRole,
                correlationId,
                causationId,
                idempotencyKey,
                metadata);
    }

    /**
     * The payload with its salt, opened once for both.
     *
     * @throws UnreadableRecordException if this version cannot open it
     * @throws StoreUnavailableException if its key is not known yet and the store cannot be reached
     */
    public PendingPayload payload() {
        try {
            byte[] opened = unsealed();
            return new PendingPayload(
                    StoredPayload.open(format & ~StoredPayload.SEALED, opened),
                    StoredPayload.salt(opened),
                    format,
                    stored,
                    0,
                    null);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(position, type, e);
        }
    }

    /**
     * What is stored, out of its seal if it has one.
     *
     * @throws ErasedException if its user was erased
     * @throws IllegalArgumentException if it cannot be opened
     * @throws StoreUnavailableException if its key is not known yet and the store cannot be reached
     */
    public byte[] unsealed() {
        return isSealed(format)
                ? keys.of(KeyOwner.of(tenant, userId))
                        .open(new EventPlace(eventId, aggregateId, sequence).bytes(format), stored)
                : stored;
    }

    private static boolean isSealed(int format) {
        return (format & StoredPayload.SEALED) != 0;
    }
}
