package dev.hansard.benchmarks.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.seed.MadeId;
import dev.hansard.benchmarks.seed.Messages;
import dev.hansard.eventstore.EventStoreSchema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a hand-written loop does: one INSERT per transaction into the table of events, all columns
 * and all indexes, each client on a connection of its own. It takes positions from a counter in
 * memory, hashes nothing, checks nothing and reads nothing: less than any event store has to do.
 */
final class PlainInsert implements AutoCloseable {

    private static final int CONVERSATION_LENGTH = 50;
    private static final int LEAF = 32;
    private static final int SALT = 16;

    private static final String SQL =
            """
            insert into event (position, tenant_sequence, sequence, recorded_at, revision, format,
                event_id, leaf, tenant, aggregate_type, aggregate_id, type, user_id, context,
                dedupe_key, actor_key_id, actor_role, correlation_id, causation_id,
                idempotency_key, metadata, payload)
            values (?, ?, ?, ?, 1, 0, ?, ?, 'default', 'conversation', ?,
                'conversation.MessageAppended', ?, null, ?, 'benchmark', 'agent',
                '00f067aa0ba902b74bf92f3577b34da6', null, null, null, ?)""";

    private final AtomicLong position = new AtomicLong();
    private final List<Connection> connections = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    private PlainInsert() {}

    static PlainInsert on(Database database, int connections) throws SQLException {
        try (var pool = database.pool(2)) {
            EventStoreSchema.migrate(pool);
        }
        var insert = new PlainInsert();
        for (int i = 0; i < connections; i++) {
            Connection connection = database.connect();
            insert.connections.add(connection);
            insert.clients.add(insert.new Inserting(connection.prepareStatement(SQL)));
        }
        return insert;
    }

    List<Client> clients() {
        return clients;
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private final class Inserting implements Client {

        private final PreparedStatement statement;
        private String conversation = "";
        private String user = "";
        private int said = CONVERSATION_LENGTH;

        Inserting(PreparedStatement statement) {
            this.statement = statement;
        }

        @Override
        public void call() throws SQLException {
            if (said == CONVERSATION_LENGTH) {
                conversation = "default/conversation/" + MadeId.conversation();
                user = MadeId.user();
                said = 0;
            }
            long place = position.incrementAndGet();
            String messageId = MadeId.message();
            byte[] noise = new byte[LEAF + SALT];
            ThreadLocalRandom.current().nextBytes(noise);
            statement.setLong(1, place);
            statement.setLong(2, place);
            statement.setLong(3, said);
            statement.setObject(4, OffsetDateTime.now(ZoneOffset.UTC));
            statement.setObject(5, UUID.randomUUID());
            statement.setBytes(6, Arrays.copyOf(noise, LEAF));
            statement.setString(7, conversation);
            statement.setString(8, user);
            statement.setString(9, messageId);
            statement.setBytes(10, payload(messageId, noise));
            statement.executeUpdate();
            said++;
        }

        /** As long as that of the event that stands in its place. */
        private byte[] payload(String messageId, byte[] noise) {
            byte[] json =
                    """
                    {"messageId":"%s","sequence":%d,"role":"user","turnCount":%d,"message":%s}"""
                            .formatted(messageId, said, said, Messages.json())
                            .getBytes(UTF_8);
            byte[] payload = Arrays.copyOfRange(noise, LEAF, LEAF + SALT + json.length);
            System.arraycopy(json, 0, payload, SALT, json.length);
            return payload;
        }
    }
}
