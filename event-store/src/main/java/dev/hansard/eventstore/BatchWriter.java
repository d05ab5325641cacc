package dev.hansard.eventstore;

import dev.hansard.eventstore.Batch.Keep;
import dev.hansard.eventstore.Batch.Placed;
import dev.hansard.eventstore.LogState.LogEnd;
import dev.hansard.eventstore.LogState.TenantHead;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Writes a batch and commits it, in one round trip, by the function {@code append_events}: rows,
 * heads, answers and the wake-up for other nodes, if there are any; keys of who had none by one
 * more.
 */
final class BatchWriter {

    private static final int PARAMETERS = 40;

    static final String WRITE =
            "select append_events(" + String.join(",", Collections.nCopies(PARAMETERS, "?")) + ")";

    private final String lockTimeout;
    private final Audience audience;

    BatchWriter(Duration lockTimeout, Audience audience) {
        this.lockTimeout = Long.toString(lockTimeout.toMillis());
        this.audience = audience;
    }

    /** Writes a batch on what was read under the lock by this transaction, and commits. */
    void write(Connection connection, Batch batch) throws SQLException {
        write(connection, statement(batch) + "; commit", batch, null, Instant.EPOCH);
    }

    /**
     * Takes the lock, writes a batch on what was foreseen, and commits; if something else stands,
     * nothing is written.
     *
     * @param connection in no transaction: what is sent is one of its own
     * @param end where the log should end
     * @param forgotten answers kept before or at this instant count no more
     */
    void writeForeseen(Connection connection, Batch batch, LogEnd end, Instant forgotten)
            throws SQLException {
        write(connection, statement(batch), batch, end, forgotten);
    }

    private static String statement(Batch batch) {
        return batch.newKeys().isEmpty() ? WRITE : WRITE + "; " + NewKeys.WRITE;
    }

    private void write(
            Connection connection,
            String sql,
            Batch batch,
            @Nullable LogEnd foreseen,
            Instant forgotten)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            var parameters = new Parameters(statement);
            parameters
                    .object(foreseen == null ? null : foreseen.position())
                    .instant(foreseen == null ? Instant.EPOCH : foreseen.recordedAt())
                    .instant(forgotten)
                    .number(AppendLock.KEY)
                    .text(lockTimeout);
            events(parameters, batch);
            heads(parameters, batch);
            answers(parameters, batch);
            if (!batch.newKeys().isEmpty()) {
                NewKeys.bind(parameters, batch.newKeys());
            }
            statement.execute();
        }
    }

    private static void events(Parameters parameters, Batch batch) throws SQLException {
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
                .bytes(events, event -> event.payload().stored());
    }

    private void heads(Parameters parameters, Batch batch) throws SQLException {
        List<Map.Entry<String, TenantHead>> heads = List.copyOf(batch.heads().entrySet());
        parameters
                .array("text", heads, Map.Entry::getKey)
                .array("int8", heads, head -> head.getValue().sequence())
                .bytes(heads, head -> head.getValue().head())
                .text(CommitSignal.CHANNEL)
                .object(audience.others());
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
