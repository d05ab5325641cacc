package dev.hansard.eventstore;

import dev.hansard.eventstore.Batch.Keep;
import dev.hansard.eventstore.Batch.Placed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Writes a batch in one round trip: rows, heads, answers and the wake-up for other nodes. */
final class BatchWriter {

    private static final String EVENTS =
            """
            insert into event (position, tenant_sequence, sequence, recorded_at, revision, format,
                event_id, leaf, tenant, aggregate_type, aggregate_id, type, user_id, context,
                dedupe_key, actor_key_id, actor_role, correlation_id, causation_id,
                idempotency_key, metadata, payload)
            select u.position, u.tenant_sequence, u.sequence, ?, u.revision, ?,
                   u.event_id, u.leaf, u.tenant, u.aggregate_type, u.aggregate_id, u.type,
                   u.user_id, u.context, u.dedupe_key, u.actor_key_id, u.actor_role,
                   u.correlation_id, u.causation_id, u.idempotency_key, u.metadata, u.payload
              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::integer[], ?::uuid[],
                          ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::bytea[])
                as u (position, tenant_sequence, sequence, revision, event_id,
                      leaf, tenant, aggregate_type, aggregate_id, type, user_id,
                      context, dedupe_key, actor_key_id, actor_role, correlation_id, causation_id,
                      idempotency_key, metadata, payload);
            update log_head set position = ?, recorded_at = ?;
            insert into tenant_head (tenant, sequence, head)
            select * from unnest(?::text[], ?::bigint[], ?::bytea[])
                on conflict (tenant) do update
               set sequence = excluded.sequence, head = excluded.head;
            """;

    private static final String ANSWERS =
            """
            insert into kept_answer (tenant, idempotency_key, request_hash, answer, first_position,
                last_position, recorded_at, kept_at)
            select u.*, ? from unnest(?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::bigint[],
                                      ?::bigint[], ?::timestamptz[]) as u
                on conflict (tenant, idempotency_key) do update
               set (request_hash, answer, first_position, last_position, recorded_at, kept_at) =
                   (excluded.request_hash, excluded.answer, excluded.first_position,
                    excluded.last_position, excluded.recorded_at, excluded.kept_at);
            """;

    private static final String WAKE_UP = "notify " + CommitSignal.CHANNEL;

    private BatchWriter() {}

    /** Writes a batch that is not empty; does not commit. */
    static void write(Connection connection, Batch batch) throws SQLException {
        boolean events = !batch.placed().isEmpty();
        boolean answers = !batch.keeps().isEmpty();
        String sql = (events ? EVENTS : "") + (answers ? ANSWERS : "") + (events ? WAKE_UP : "");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            var parameters = new Parameters(statement);
            if (events) {
                events(parameters, batch);
                heads(parameters, batch);
            }
            if (answers) {
                answers(parameters, batch);
            }
            statement.execute();
        }
    }

    private static void events(Parameters parameters, Batch batch) throws SQLException {
        List<Placed> placed = batch.placed();
        List<PendingEvent> events = placed.stream().map(Placed::event).toList();
        parameters
                .instant(batch.recordedAt())
                .object(StoredPayload.PLAIN)
                .array("int8", placed, Placed::position)
                .array("int8", placed, Placed::tenantSequence)
                .array("int8", events, PendingEvent::sequence)
                .array("int4", events, PendingEvent::revision)
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

    private static void heads(Parameters parameters, Batch batch) throws SQLException {
        List<Map.Entry<String, LogState.TenantHead>> heads = List.copyOf(batch.heads().entrySet());
        parameters
                .number(batch.lastPosition())
                .instant(batch.recordedAt())
                .array("text", heads, Map.Entry::getKey)
                .array("int8", heads, head -> head.getValue().sequence())
                .bytes(heads, head -> head.getValue().head());
    }

    private static void answers(Parameters parameters, Batch batch) throws SQLException {
        List<Keep> keeps = batch.keeps();
        parameters
                .instant(batch.now())
                .array("text", keeps, keep -> keep.idempotency().tenant())
                .array("text", keeps, keep -> keep.idempotency().key())
                .bytes(keeps, keep -> keep.idempotency().requestHash())
                .bytes(keeps, Keep::answer)
                .array("int8", keeps, keep -> keep.receipt().firstPosition())
                .array("int8", keeps, keep -> keep.receipt().lastPosition())
                .array("timestamptz", keeps, keep -> keep.receipt().recordedAt().toString());
    }
}
