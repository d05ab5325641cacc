package dev.hansard.eventstore.transfer;

import dev.hansard.eventstore.Parameters;
import dev.hansard.proof.BadLineException;
import dev.hansard.proof.EventEnvelope;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where the events of an import wait until all of them were found to be right: a temporary table,
 * which nobody else sees and which goes with its connection. Used by one thread.
 */
final class Staging implements AutoCloseable {

    private static final int ROWS = 500;
    private static final long BYTES = 4 << 20;

    static final String COLUMNS =
            "tenant_sequence, sequence, revision, format, recorded_at, event_id, leaf, tenant,"
                    + " aggregate_type, aggregate_id, type, user_id, context, dedupe_key,"
                    + " actor_key_id, actor_role, correlation_id, causation_id, idempotency_key,"
                    + " metadata, payload";

    private static final String CREATE =
            """
            drop table if exists pg_temp.staged_event;
            create temp table staged_event as
            select 0::bigint as line, %s from event with no data"""
                    .formatted(COLUMNS);

    private static final String ADD =
            """
            insert into pg_temp.staged_event (line, %s)
            select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::smallint[],
                ?::timestamptz[], ?::uuid[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::bytea[])"""
                    .formatted(COLUMNS);

    /** The first line whose event does not follow the others of its aggregate. */
    private static final String OUT_OF_PLACE =
            """
            select min(line) from (
                select line, sequence,
                       row_number() over (partition by aggregate_id order by tenant_sequence) as place,
                       dedupe_key,
                       row_number() over (partition by aggregate_id, dedupe_key
                                          order by tenant_sequence) as use
                  from pg_temp.staged_event) e
             where sequence <> place - 1 or dedupe_key is not null and use > 1""";

    private final Connection connection;
    private final List<StagedEvent> waiting = new ArrayList<>(ROWS);
    private long bytes;

    /**
     * @param connection which is its own until it is closed
     */
    Staging(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }

    void add(StagedEvent event) throws SQLException {
        waiting.add(event);
        bytes += event.stored().length;
        if (waiting.size() == ROWS || bytes >= BYTES) {
            flush();
        }
    }

    /**
     * Takes note that there are no more.
     *
     * @throws BadLineException if they do not follow each other in every aggregate
     */
    void requireOrder() throws SQLException, BadLineException {
        flush();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OUT_OF_PLACE)) {
            row.next();
            long line = row.getLong(1);
            if (!row.wasNull()) {
                throw new BadLineException(
                        line, "holds an event that has no place in its aggregate");
            }
        }
    }

    private void flush() throws SQLException {
        List<EventEnvelope> envelopes = waiting.stream().map(StagedEvent::envelope).toList();
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            new Parameters(statement)
                    .array("int8", waiting, StagedEvent::line)
                    .array("int8", envelopes, EventEnvelope::tenantSequence)
                    .array("int8", envelopes, EventEnvelope::sequence)
                    .array("int4", envelopes, EventEnvelope::revision)
                    .array("int2", waiting, StagedEvent::format)
                    .array("timestamptz", envelopes, event -> event.recordedAt().toString())
                    .array("uuid", envelopes, event -> UUID.fromString(event.eventId()))
                    .bytes(waiting, StagedEvent::leaf)
                    .array("text", envelopes, EventEnvelope::tenant)
                    .array("text", envelopes, EventEnvelope::aggregateType)
                    .array("text", envelopes, EventEnvelope::aggregateId)
                    .array("text", envelopes, EventEnvelope::type)
                    .array("text", envelopes, EventEnvelope::userId)
                    .array("text", envelopes, EventEnvelope::context)
                    .array("text", envelopes, EventEnvelope::dedupeKey)
                    .array("text", envelopes, EventEnvelope::actorKeyId)
                    .array("text", envelopes, EventEnvelope::actorRole)
                    .array("text", envelopes, EventEnvelope::correlationId)
                    .array("text", envelopes, EventEnvelope::causationId)
                    .array("text", envelopes, EventEnvelope::idempotencyKey)
                    .array("text", envelopes, EventEnvelope::metadata)
                    .bytes(waiting, StagedEvent::stored);
            statement.executeUpdate();
        }
        waiting.clear();
        bytes = 0;
    }

    /** The connection, once the events are there in order. */
    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists pg_temp.staged_event");
        }
    }
}
