package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.AggregateRows;
import dev.hansard.eventstore.Deflated;
import dev.hansard.eventstore.EnvelopeKeys;
import dev.hansard.eventstore.EventPlace;
import dev.hansard.eventstore.EventRow;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.Parameters;
import dev.hansard.eventstore.SealKey;
import dev.hansard.eventstore.Seals;
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
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * The newest snapshot of each aggregate, {@link Deflated} and sealed. A snapshot is a cache: it has
 * no envelope but whose it is, and its commit does not wait for the disk, which then belongs to the
 * appends.
 */
final class SnapshotTable {

    private static final String STORE =
            """
            select set_config('synchronous_commit', 'off', true);
            insert into snapshot (aggregate_id, sequence, recorded_at, format, event_id,
                                  aggregate_type, type, revision, payload, tenant, user_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (aggregate_id) do update
               set (sequence, recorded_at, format, event_id, aggregate_type, type, revision,
                    payload, tenant, user_id) =
                   (excluded.sequence, excluded.recorded_at, excluded.format, excluded.event_id,
                    excluded.aggregate_type, excluded.type, excluded.revision, excluded.payload,
                    excluded.tenant, excluded.user_id)
             where snapshot.sequence < excluded.sequence""";

    private static final int DEFLATED = 1;
    private static final int SEALED = 2;

    private final DataSource dataSource;
    private final EventTable events;
    private final Seals seals;

    SnapshotTable(DataSource dataSource, Seals seals) {
        this.dataSource = dataSource;
        this.events = new EventTable(dataSource);
        this.seals = seals;
    }

    void store(DomainEventMessage<?> snapshot, Serializer serializer) {
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        var place =
                new EventPlace(
                        UUID.fromString(snapshot.getIdentifier()),
                        snapshot.getAggregateIdentifier(),
                        snapshot.getSequenceNumber());
        KeyOwner owner = owner(place);
        Optional<SealKey> key = seals.toSeal(owner);
        int format = key.isPresent() ? DEFLATED | SEALED : DEFLATED;
        byte[] deflated = Deflated.of(payload.getData());
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(STORE)) {
            new Parameters(statement)
                    .text(place.aggregateId())
                    .number(place.sequence())
                    .instant(snapshot.getTimestamp())
                    .number(format)
                    .object(place.eventId())
                    .text(snapshot.getType())
                    .text(payload.getType().getName())
                    .text(payload.getType().getRevision())
                    .object(key.map(k -> k.seal(place.bytes(format), deflated)).orElse(deflated))
                    .text(owner.tenant())
                    .text(owner.userId());
            statement.execute();
        } catch (SQLException e) {
            throw SqlFailure.of("store a snapshot", e);
        }
    }

    /** Whose the aggregate is: the same as the last event in the snapshot, if there is one. */
    private KeyOwner owner(EventPlace place) {
        return events.ofAggregate(place.aggregateId(), place.sequence(), 1).stream()
                .map(row -> KeyOwner.of(row.tenant(), row.userId()))
                .findFirst()
                .orElseGet(() -> KeyOwner.of(EnvelopeKeys.DEFAULT_TENANT, null));
    }

    /** Whether one of the {@link AggregateRows} is a snapshot. */
    static boolean isSnapshot(EventRow row) {
        return row.position() == 0;
    }

    /**
     * Data of a row that is a snapshot.
     *
     * @throws IllegalArgumentException if it is damaged, or this version cannot open it
     */
    static DomainEventData<Object> data(EventRow row) {
        if ((row.format() & ~SEALED) != DEFLATED) {
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
                Deflated.plain(row.unsealed(), 0),
                MetaData.emptyInstance());
    }
}
