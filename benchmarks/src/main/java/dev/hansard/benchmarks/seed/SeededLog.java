package dev.hansard.benchmarks.seed;

import dev.hansard.api.events.EventFormat;
import dev.hansard.api.events.EventType;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.eventstore.EnvelopeKeys;
import dev.hansard.eventstore.EventLeaf;
import dev.hansard.eventstore.EventStoreSchema;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.PendingPayload;
import dev.hansard.proof.HashChain;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Random;
import java.util.UUID;

/**
 * Fills the log of an empty database. Its rows and heads are as appends would have left them,
 * leaves and chain included.
 */
public final class SeededLog {

    private static final String TABLE =
            """
            event (position, tenant_sequence, sequence, recorded_at, revision, format, event_id,
                leaf, tenant, aggregate_type, aggregate_id, type, user_id, dedupe_key,
                actor_key_id, actor_role, correlation_id, payload)""";

    private static final int COLUMNS = 18;

    private final Random random = new Random(42);
    private final Instant begin =
            Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
    private byte[] head = HashChain.start();
    private long position;

    private SeededLog() {}

    /** Makes the tables and fills them; then brings what the planner knows up to date. */
    public static void write(Database database, Seed seed) throws SQLException, IOException {
        try (var pool = database.pool(2)) {
            EventStoreSchema.migrate(pool);
        }
        var log = new SeededLog();
        try (Connection connection = database.connect()) {
            log.copy(connection, seed);
            log.setHeads(connection);
        }
        database.execute("vacuum (analyze) event");
        database.execute("checkpoint");
    }

    private void copy(Connection connection, Seed seed) throws SQLException, IOException {
        try (var rows = new BinaryCopy(connection, TABLE)) {
            Iterator<SeedEvent> events = seed.events().iterator();
            while (events.hasNext()) {
                position++;
                row(rows, events.next());
            }
        }
    }

    private void row(BinaryCopy rows, SeedEvent seeded) throws IOException {
        PendingEvent event = pending(seeded);
        byte[] leaf = EventLeaf.of(event, position, recordedAt(), event.payload().salt());
        head = HashChain.next(head, leaf);
        var _ =
                rows.row(COLUMNS)
                        .bigint(position)
                        .bigint(position)
                        .bigint(event.sequence())
                        .instant(recordedAt())
                        .integer(event.revision())
                        .smallint(event.payload().format())
                        .uuid(event.eventId())
                        .bytes(leaf)
                        .text(event.tenant())
                        .text(event.aggregateType())
                        .text(event.aggregateId())
                        .text(event.type())
                        .text(event.userId())
                        .text(event.dedupeKey())
                        .text(event.actorKeyId())
                        .text(event.actorRole())
                        .text(event.correlationId())
                        .bytes(event.payload().stored());
    }

    private PendingEvent pending(SeedEvent event) {
        EventType type = EventFormat.CURRENT.typeOf(event.payload().getClass());
        return new PendingEvent(
                randomId(),
                EnvelopeKeys.DEFAULT_TENANT,
                type.aggregateType(),
                event.aggregate().toString(),
                event.sequence(),
                type.storedName(),
                type.revision(),
                event.userId(),
                null,
                event.dedupeKey(),
                "benchmark",
                "agent",
                randomId().toString(),
                null,
                null,
                null,
                PendingPayload.plain(EventFormat.CURRENT.write(event.payload())));
    }

    private void setHeads(Connection connection) throws SQLException {
        try (PreparedStatement end =
                        connection.prepareStatement(
                                "update log_head set position = ?, recorded_at = ?::timestamptz");
                PreparedStatement tenant =
                        connection.prepareStatement("insert into tenant_head values (?, ?, ?)")) {
            end.setLong(1, position);
            end.setString(2, recordedAt().toString());
            end.executeUpdate();
            tenant.setString(1, EnvelopeKeys.DEFAULT_TENANT);
            tenant.setLong(2, position);
            tenant.setBytes(3, head);
            tenant.executeUpdate();
        }
    }

    private Instant recordedAt() {
        return begin.plus(position, ChronoUnit.MICROS);
    }

    private UUID randomId() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
