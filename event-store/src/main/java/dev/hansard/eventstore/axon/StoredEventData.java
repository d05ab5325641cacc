package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.EventRow;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

import java.time.Instant;

/** A row as Axon wants it: with its place as token, and its instant the one of the log. */
class StoredEventData implements TrackedEventData<Object> {

    private final EventRow row;

    private StoredEventData(EventRow row) {
        this.row = row;
    }

    /** Data of a row: domain data, unless it is an event of no aggregate. */
    static TrackedEventData<?> of(EventRow row) {
        return row.aggregateType().isEmpty() ? new StoredEventData(row) : new OfAggregate(row);
    }

    /** Data of a row of an aggregate. */
    static DomainEventData<?> ofAggregate(EventRow row) {
        return new OfAggregate(row);
    }

    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(row.position());
    }

    @Override
    public String getEventIdentifier() {
        return row.eventId().toString();
    }

    @Override
    public Instant getTimestamp() {
        return row.recordedAt();
    }

    /** Ready-made, see {@link MetaDataSerializer}. */
    @Override
    @SuppressWarnings("unchecked") // content of a SerializedObject<Object> may be of any class
    public SerializedObject<Object> getMetaData() {
        return (SerializedObject<Object>)
                (SerializedObject<?>)
                        new SerializedMetaData<>(Envelope.metaData(row), MetaData.class);
    }

    @Override
    @SuppressWarnings("unchecked")
    public SerializedObject<Object> getPayload() {
        return (SerializedObject<Object>)
                (SerializedObject<?>)
                        new SimpleSerializedObject<>(
                                row.plainPayload(),
                                byte[].class,
                                row.type(),
                                Envelope.revision(row.revision()));
    }

    private static final class OfAggregate extends StoredEventData
            implements DomainEventData<Object> {

        private final EventRow row;

        private OfAggregate(EventRow row) {
            super(row);
            this.row = row;
        }

        @Override
        public String getType() {
            return row.aggregateType();
        }

        @Override
        public String getAggregateIdentifier() {
            return row.aggregateId();
        }

        @Override
        public long getSequenceNumber() {
            return row.sequence();
        }
    }
}
