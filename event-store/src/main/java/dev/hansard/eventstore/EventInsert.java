package dev.hansard.eventstore;

import dev.hansard.eventstore.Batch.Placed;

import java.sql.SQLException;
import java.util.List;

/**
 * The statement that inserts the events of a batch: value by value where they are few, as arrays
 * where they are many. Taking arrays apart costs more to begin with, and less for each row.
 */
final class EventInsert {

    /** Most events that go in value by value. */
    private static final int FEW = 8;

    private static final String INTO =
            """
            insert into event (position, tenant_sequence, sequence, recorded_at, revision, format,
                event_id, leaf, tenant, aggregate_type, aggregate_id, type, user_id, context,
                dedupe_key, actor_key_id, actor_role, correlation_id, causation_id,
                idempotency_key, metadata, payload)
            """;

    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private static final String FROM_ARRAYS =
            """
            select u.position, u.tenant_sequence, u.sequence, ?, u.revision, u.format,
                   u.event_id, u.leaf, u.tenant, u.aggregate_type, u.aggregate_id, u.type,
                   u.user_id, u.context, u.dedupe_key, u.actor_key_id, u.actor_role,
                   u.correlation_id, u.causation_id, u.idempotency_key, u.metadata, u.payload
              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::integer[], ?::smallint[],
                          ?::uuid[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::bytea[])
                as u (position, tenant_sequence, sequence, revision, format, event_id,
                      leaf, tenant, aggregate_type, aggregate_id, type, user_id,
                      context, dedupe_key, actor_key_id, actor_role, correlation_id, causation_id,
                      idempotency_key, metadata, payload);
            """;

    private EventInsert() {}

    static String sql(Batch batch) {
        int events = batch.placed().size();
        return events > FEW
                ? INTO + FROM_ARRAYS
                : INTO + "values " + ROW + ("," + ROW).repeat(events - 1) + ";\n";
    }

    static void fill(Parameters parameters, Batch batch) throws SQLException {
        if (batch.placed().size() > FEW) {
            arrays(parameters, batch);
        } else {
            for (Placed placed : batch.placed()) {
                row(parameters, batch, placed);
            }
        }
    }

    private static void row(Parameters parameters, Batch batch, Placed placed) throws SQLException {
        PendingEvent event = placed.event();
        parameters
                .number(placed.position())
                .number(placed.tenantSequence())
                .number(event.sequence())
                .instant(batch.recordedAt())
                .object(event.revision())
                .object(event.payload().format())
                .object(event.eventId())
                .object(placed.leaf())
                .text(event.tenant())
                .text(event.aggregateType())
                .text(event.aggregateId())
                .text(event.type())
                .text(event.userId())
                .text(event.context())
                .text(event.dedupeKey())
                .text(event.actorKeyId())
                .text(event.actorRole())
                .text(event.correlationId())
                .text(event.causationId())
                .text(event.idempotencyKey())
                .text(event.metadata())
                .object(placed.stored());
    }

    private static void arrays(Parameters parameters, Batch batch) throws SQLException {
        List<Placed> placed = batch.placed();
        List<PendingEvent> events = placed.stream().map(Placed::event).toList();
        parameters
                .instant(batch.recordedAt())
                .array("int8", placed, Placed::position)
                .array("int8", placed, Placed::tenantSequence)
                .array("int8", events, PendingEvent::sequence)
                .array("int4", events, PendingEvent::revision)
                .array("int2", events, event -> event.payload().format())
                .array("uuid", events, PendingEvent::eventId)
                .bytes(placed, Placed::leaf)
                .array("text", events, PendingEvent::tenant)
                .array("text", events, PendingEvent::aggregateType)
                .array("text", events, PendingEvent::aggregateId)
                .array("text", events, PendingEvent::type)
                .array("text", events, PendingEvent::userId)
                .array("text", events, PendingEvent::context)
                .array("text", events, PendingEvent::dedupeKey)
                .array("text", events, PendingEvent::actorKeyId)
                .array("text", events, PendingEvent::actorRole)
                .array("text", events, PendingEvent::correlationId)
                .array("text", events, PendingEvent::causationId)
                .array("text", events, PendingEvent::idempotencyKey)
                .array("text", events, PendingEvent::metadata)
                .bytes(placed, Placed::stored);
    }
}
