package dev.hansard.benchmarks.seed;

import dev.hansard.api.events.EventFormat;
import dev.hansard.api.events.EventType;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.eventstore.EnvelopeKeys;
import dev.hansard.eventstore.EventLeaf;
import dev.hansard.eventstore.EventPlace;
import dev.hansard.eventstore.EventStoreSchema;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.PayloadPacking;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.Seals;
import dev.hansard.proof.HashChain;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Fills the log of an empty database. Its rows and heads are as appends would have left them,
 * leaves, chain and seals included.
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

    private final PayloadPacking packing;

    private SeededLog(Seals seals) {
        this.packing = new PayloadPacking(EventStoreSettings.DEFAULT, seals);
    }

    /** Makes the tables and fills them; then brings what the planner knows up to date. */
    public static void write(Database database, Seed seed) throws SQLException, IOException {
        try (var pool = database.pool(2)) {
            EventStoreSchema.migrate(pool);
            List<KeyOwner> owners = seed.owners();
            Seals seals = database.seals(pool, owners.size());
            makeKeys(seals, owners);
            var log = new SeededLog(seals);
            try (Connection connection = database.connect()) {
                log.copy(connection, seed);
                log.setHeads(connection);
            }
        }
        database.execute("vacuum (analyze) event");
        database.execute("checkpoint");
    }

    /** All who ask at the same moment share a look-up and a commit. */
    private static void makeKeys(Seals seals, List<KeyOwner> owners) {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            owners.stream()
                    .map(owner -> CompletableFuture.runAsync(() -> seals.toSeal(owner), all))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
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
        var place = new EventPlace(randomId(), event.aggregate().toString(), event.sequence());
        return new PendingEvent(
                place.eventId(),
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
                packing.pack(
                        EventFormat.CURRENT.write(event.payload()),
                        KeyOwner.of(EnvelopeKeys.DEFAULT_TENANT, event.userId()),
                        place));
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
