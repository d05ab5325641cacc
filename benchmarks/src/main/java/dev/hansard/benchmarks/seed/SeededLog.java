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
import dev.hansard.eventstore.seal.SeededKeys;
import dev.hansard.proof.HashChain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/**
 * Fills the log of an empty database. Its rows and heads are as appends would have left them,
 * leaves, chain and seals included.
 */
public final class SeededLog {

    private static final String EVENTS =
            """
            event (position, tenant_sequence, sequence, recorded_at, revision, format, event_id,
                leaf, tenant, aggregate_type, aggregate_id, type, user_id, dedupe_key,
                actor_key_id, actor_role, correlation_id, payload)""";

    private static final int EVENT_COLUMNS = 18;

    private static final String KEYS =
            "data_key (tenant, user_id, created_at, envelope_key, sealed_key)";

    private static final int KEY_COLUMNS = 5;

    /** Events that are sealed at once, by as many threads as there are processors. */
    private static final int CHUNK = 2_000;

    private final Instant begin =
            Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
    private final PayloadPacking packing;
    private byte[] head = HashChain.start();
    private long position;

    private SeededLog(Seals seals) {
        this.packing = new PayloadPacking(EventStoreSettings.DEFAULT, seals);
    }

    private record Leaf(PendingEvent event, long position, byte[] hash) {}

    /** Makes the tables and fills them; then brings what the planner knows up to date. */
    public static void write(Database database, Seed seed) throws SQLException, IOException {
        SeededKeys keys = SeededKeys.make(seed.owners(), Database.ENVELOPE_KEY);
        prepare(database);
        var log = new SeededLog(keys);
        try (Connection connection = database.connect()) {
            fill(connection, "data_key", () -> copy(connection, keys));
            fill(connection, "event", () -> log.copy(connection, seed));
            log.setHeads(connection);
        }
        database.execute("checkpoint");
    }

    /** The tables, and that contents are sealed. */
    private static void prepare(Database database) {
        try (var pool = database.pool(2)) {
            EventStoreSchema.migrate(pool);
            Seals _ = database.seals(pool, 1);
        }
    }

    private interface Filling {
        void run() throws SQLException, IOException;
    }

    /** Rows that come with their table are frozen from the start: there is nothing to clean up. */
    private static void fill(Connection connection, String table, Filling filling)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate " + table);
            LaterIndexes indexes = LaterIndexes.of(table, connection);
            filling.run();
            indexes.make(connection);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("analyze " + table);
        }
    }

    private static void copy(Connection connection, SeededKeys keys)
            throws SQLException, IOException {
        try (var rows = new BinaryCopy(connection, KEYS)) {
            for (SeededKeys.Row key : keys.rows()) {
                var _ =
                        rows.row(KEY_COLUMNS)
                                .text(key.owner().tenant())
                                .text(key.owner().userId())
                                .instant(key.createdAt())
                                .text(key.envelopeKey())
                                .bytes(key.sealedKey());
            }
        }
    }

    private void copy(Connection connection, Seed seed) throws SQLException, IOException {
        try (var rows = new BinaryCopy(connection, EVENTS)) {
            seed.events()
                    .gather(Gatherers.windowFixed(CHUNK))
                    .forEachOrdered(chunk -> leaves(chunk).forEach(leaf -> row(rows, leaf)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<Leaf> leaves(List<SeedEvent> chunk) {
        long before = position;
        return IntStream.range(0, chunk.size())
                .parallel()
                .mapToObj(i -> leaf(chunk.get(i), before + i + 1))
                .toList();
    }

    private Leaf leaf(SeedEvent seeded, long at) {
        PendingEvent event = pending(seeded);
        return new Leaf(event, at, EventLeaf.of(event, at, recordedAt(at), event.payload().salt()));
    }

    private void row(BinaryCopy rows, Leaf leaf) {
        position = leaf.position();
        head = HashChain.next(head, leaf.hash());
        try {
            copy(rows, leaf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(BinaryCopy rows, Leaf leaf) throws IOException {
        PendingEvent event = leaf.event();
        var _ =
                rows.row(EVENT_COLUMNS)
                        .bigint(leaf.position())
                        .bigint(leaf.position())
                        .bigint(event.sequence())
                        .instant(recordedAt(leaf.position()))
                        .integer(event.revision())
                        .smallint(event.payload().format())
                        .uuid(event.eventId())
                        .bytes(leaf.hash())
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
            end.setString(2, recordedAt(position).toString());
            end.executeUpdate();
            tenant.setString(1, EnvelopeKeys.DEFAULT_TENANT);
            tenant.setLong(2, position);
            tenant.setBytes(3, head);
            tenant.executeUpdate();
        }
    }

    private Instant recordedAt(long at) {
        return begin.plus(at, ChronoUnit.MICROS);
    }

    private static UUID randomId() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }
}
