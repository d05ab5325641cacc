package dev.hansard.benchmarks.seed;

import dev.hansard.api.events.EventFormat;
import dev.hansard.api.events.EventType;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.eventstore.EnvelopeKeys;
import dev.hansard.eventstore.EventStoreSchema;

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
 * Fills the log of an empty database. Its rows are as an append would have left them but for their
 * leaves, which are random: nothing that reads a log looks at them, only a proof would.
 */
public final class SeededLog {

    private static final String TABLE =
            """
            event (position, tenant_sequence, sequence, recorded_at, revision, format, event_id,
                leaf, tenant, aggregate_type, aggregate_id, type, user_id, dedupe_key,
                actor_key_id, actor_role, correlation_id, payload)""";

    private static final int COLUMNS = 18;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int PLAIN = 0;

    private final Random random = new Random(42);
    private final Instant begin = Instant.now().minus(1, ChronoUnit.HOURS);
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

    private void row(BinaryCopy rows, SeedEvent event) throws IOException {
        EventType type = EventFormat.CURRENT.typeOf(event.payload().getClass());
        var _ =
                rows.row(COLUMNS)
                        .bigint(position)
                        .bigint(position)
                        .bigint(event.sequence())
                        .instant(recordedAt())
                        .integer(type.revision())
                        .smallint(PLAIN)
                        .uuid(new UUID(random.nextLong(), random.nextLong()))
                        .bytes(randomBytes(HASH))
                        .text(EnvelopeKeys.DEFAULT_TENANT)
                        .text(type.aggregateType())
                        .text(event.aggregate().toString())
                        .text(type.storedName())
                        .text(event.userId())
                        .text(event.dedupeKey())
                        .text("benchmark")
                        .text("agent")
                        .text(new UUID(random.nextLong(), random.nextLong()).toString())
                        .bytes(salted(EventFormat.CURRENT.write(event.payload())));
    }

    private void setHeads(Connection connection) throws SQLException {
        try (PreparedStatement head =
                        connection.prepareStatement(
                                "update log_head set position = ?, recorded_at = ?::timestamptz");
                PreparedStatement tenant =
                        connection.prepareStatement("insert into tenant_head values (?, ?, ?)")) {
            head.setLong(1, position);
            head.setString(2, recordedAt().toString());
            head.executeUpdate();
            tenant.setString(1, EnvelopeKeys.DEFAULT_TENANT);
            tenant.setLong(2, position);
            tenant.setBytes(3, randomBytes(HASH));
            tenant.executeUpdate();
        }
    }

    private Instant recordedAt() {
        return begin.plus(position, ChronoUnit.MICROS);
    }

    private byte[] salted(byte[] payload) {
        byte[] salted = new byte[SALT + payload.length];
        System.arraycopy(randomBytes(SALT), 0, salted, 0, SALT);
        System.arraycopy(payload, 0, salted, SALT, payload.length);
        return salted;
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
