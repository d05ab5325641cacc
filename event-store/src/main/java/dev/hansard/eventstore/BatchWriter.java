package dev.hansard.eventstore;

import dev.hansard.eventstore.Batch.Keep;
import dev.hansard.eventstore.LogState.LogEnd;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes a batch and commits it, in one round trip: rows, heads, answers and the wake-up for other
 * nodes.
 */
final class BatchWriter {

    private static final String HEADS =
            """
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

    private static final String WAKE_UP = "select pg_notify('" + CommitSignal.CHANNEL + "', ?);\n";

    private static final String FORESEEN =
            "select require_foreseen(?, ?, ?::text[], ?::text[], ?);\n";

    /** The last statement: what is written is committed in the same round trip. */
    static final String COMMIT = "commit";

    private final String lock;

    BatchWriter(Duration lockTimeout) {
        this.lock = AppendLock.take(lockTimeout) + ";\n";
    }

    /** Writes a batch that is not empty, on what was read under the lock, and commits. */
    void write(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(batch))) {
            fill(new Parameters(statement), batch);
            statement.execute();
        }
    }

    /**
     * Takes the lock, writes a batch that is not empty on what was foreseen, and commits; if
     * something else stands, nothing is written.
     *
     * @param end where the log should end
     * @param forgotten answers kept before or at this instant count no more
     */
    void writeForeseen(Connection connection, Batch batch, LogEnd end, Instant forgotten)
            throws SQLException {
        List<Keep> keeps = batch.keeps();
        String sql = lock + FORESEEN + sql(batch);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            var parameters =
                    new Parameters(statement)
                            .number(end.position())
                            .instant(end.recordedAt())
                            .array("text", keeps, keep -> keep.idempotency().tenant())
                            .array("text", keeps, keep -> keep.idempotency().key())
                            .instant(forgotten);
            fill(parameters, batch);
            statement.execute();
        }
    }

    private static String sql(Batch batch) {
        return (batch.placed().isEmpty() ? "" : EventInsert.sql(batch) + HEADS)
                + (batch.keeps().isEmpty() ? "" : ANSWERS)
                + (batch.placed().isEmpty() ? "" : WAKE_UP)
                + COMMIT;
    }

    private static void fill(Parameters parameters, Batch batch) throws SQLException {
        if (!batch.placed().isEmpty()) {
            EventInsert.fill(parameters, batch);
            heads(parameters, batch);
        }
        if (!batch.keeps().isEmpty()) {
            answers(parameters, batch);
        }
        if (!batch.placed().isEmpty()) {
            parameters.text(Long.toString(batch.lastPosition()));
        }
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
