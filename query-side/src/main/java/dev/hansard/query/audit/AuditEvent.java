package dev.hansard.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.hansard.api.AggregateId;
import dev.hansard.api.events.EventFormat;
import dev.hansard.api.json.Json;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.UnreadableRecordException;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One event as auditors see it.
 *
 * @param at when it was recorded
 * @param payload what happened, in the present revision of its type; absent if this version cannot
 *     read it, or nobody can
 * @param erased true if its user was erased, so that nobody can read it any more
 * @param unreadable true if it cannot be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEvent(
        long position,
        String tenant,
        long tenantSequence,
        String aggregateType,
        String aggregateId,
        long version,
        String type,
        int revision,
        Instant at,
        @Nullable String userId,
        @Nullable Actor actor,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String idempotencyKey,
        @Nullable Json payload,
        @Nullable Boolean erased,
        @Nullable Boolean unreadable) {

    /** The credential that caused it. */
    public record Actor(String keyId, @Nullable String role) {}

    public static AuditEvent of(RecordedEvent recorded) {
        boolean erased = recorded.erased();
        Json payload = erased ? null : payload(recorded);
        return new AuditEvent(
                recorded.position(),
                recorded.tenant(),
                recorded.tenantSequence(),
                recorded.aggregateType(),
                AggregateId.parse(recorded.aggregateId()).id(),
                recorded.version(),
                shownType(recorded),
                recorded.revision(),
                recorded.recordedAt(),
                recorded.userId(),
                recorded.actorKeyId() == null
                        ? null
                        : new Actor(recorded.actorKeyId(), recorded.actorRole()),
                recorded.correlationId(),
                recorded.causationId(),
                recorded.idempotencyKey(),
                payload,
                erased ? true : null,
                payload == null && !erased ? true : null);
    }

    /** The type of an event without the aggregate it belongs to. */
    public static String shownType(RecordedEvent recorded) {
        return recorded.type().substring(recorded.type().indexOf('.') + 1);
    }

    /** Without who caused it: for those who may read what happens, but not audit it. */
    public AuditEvent forReaders() {
        return new AuditEvent(
                position,
                tenant,
                tenantSequence,
                aggregateType,
                aggregateId,
                version,
                type,
                revision,
                at,
                userId,
                null,
                correlationId,
                causationId,
                null,
                payload,
                erased,
                unreadable);
    }

    private static @Nullable Json payload(RecordedEvent recorded) {
        try {
            return Json.trusted(EventFormat.CURRENT.write(recorded.payload()));
        } catch (UnreadableRecordException e) {
            return null;
        }
    }
}
