package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.Deflated;
import dev.hansard.eventstore.EventRow;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.SqlFailure;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * The newest snapshot of each aggregate, {@link Deflated}. A snapshot is a cache: it has no
 * envelope, and its commit does not wait for the disk, which then belongs to the appends.
 */
final class SnapshotTable {

    private static final String STORE =
            """
            select set_config('synchronous_commit', 'off', true);
            insert into snapshot (aggregate_id, sequence, recorded_at, format, event_id,
                                  aggregate_type, type, revision, payload)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (aggregate_id) do update
               set (sequence, recorded_at, format, event_id, aggregate_type, type, revision,
                    payload) =
                   (excluded.sequence, excluded.recorded_at, excluded.format, excluded.event_id,
                    excluded.aggregate_type, excluded.type, excluded.revision, excluded.payload)
             where snapshot.sequence < excluded.sequence""";

    /** The only format there is. */
    private static final int DEFLATED = 1;

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
            statement.setInt(4, DEFLATED);
            statement.setObject(5, UUID.fromString(snapshot.getIdentifier()));
            statement.setString(6, snapshot.getType());
            statement.setString(7, payload.getType().getName());
            statement.setString(8, payload.getType().getRevision());
            statement.setBytes(9, Deflated.of(payload.getData()));
            statement.execute();
        } catch (SQLException e) {
            throw SqlFailure.of("store a snapshot", e);
        }
    }

    /** Whether a row of {@link EventTable#toLoad} is a snapshot. */
    static boolean isSnapshot(EventRow row) {
        return row.position() == 0;
    }

    /**
     * Data of a row that is a snapshot.
     *
     * @throws IllegalArgumentException if it is damaged, or this version cannot open it
     */
    static DomainEventData<Object> data(EventRow row) {
        if (row.format() != DEFLATED) {
            throw new IllegalArgumentException("a snapshot of unknown format " + row.format());
        }
        return new GenericDomainEventEntry<>(
                row.aggregateType(),
                row.aggregateId(),
                row.sequence(),
                row.eventId().toString(),
                row.recordedAt(),
                row.type(),
                row.metadata(),
                Deflated.plain(row.stored(), 0),
                MetaData.emptyInstance());
    }
}
