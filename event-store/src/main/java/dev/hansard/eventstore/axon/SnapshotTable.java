package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.SqlFailure;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** The newest snapshot of each aggregate. A snapshot is a cache: it has no envelope. */
final class SnapshotTable {

    private static final String STORE =
            """
            insert into snapshot (aggregate_id, sequence, recorded_at, format, event_id,
                                  aggregate_type, type, revision, payload)
            values (?, ?, ?, 0, ?, ?, ?, ?, ?)
                on conflict (aggregate_id) do update
               set (sequence, recorded_at, format, event_id, aggregate_type, type, revision,
                    payload) =
                   (excluded.sequence, excluded.recorded_at, excluded.format, excluded.event_id,
                    excluded.aggregate_type, excluded.type, excluded.revision, excluded.payload)
             where snapshot.sequence < excluded.sequence""";

    private static final String READ =
            """
            select aggregate_type, aggregate_id, sequence, event_id, recorded_at, type, revision,
                   payload
              from snapshot where aggregate_id = ?""";

    private final DataSource dataSource;

    SnapshotTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void store(DomainEventMessage<?> snapshot, Serializer serializer) {
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(STORE)) {
            statement.setString(1, snapshot.getAggregateIdentifier());
            statement.setLong(2, snapshot.getSequenceNumber());
            statement.setObject(3, snapshot.getTimestamp().atOffset(ZoneOffset.UTC));
            statement.setObject(4, UUID.fromString(snapshot.getIdentifier()));
            statement.setString(5, snapshot.getType());
            statement.setString(6, payload.getType().getName());
            statement.setString(7, payload.getType().getRevision());
            statement.setBytes(8, payload.getData());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailure.of("store a snapshot", e);
        }
    }

    Optional<DomainEventData<Object>> read(String aggregateId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, aggregateId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(data(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailure.of("read a snapshot", e);
        }
    }

    private static DomainEventData<Object> data(ResultSet row) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getString(6),
                row.getString(7),
                row.getBytes(8),
                MetaData.emptyInstance());
    }
}
