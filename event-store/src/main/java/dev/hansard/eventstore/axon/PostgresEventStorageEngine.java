package dev.hansard.eventstore.axon;

import static org.axonframework.eventsourcing.EventStreamUtils.upcastAndDeserializeDomainEvents;

import dev.hansard.eventstore.AggregateRows;
import dev.hansard.eventstore.AlreadyRecordedException;
import dev.hansard.eventstore.AppendContext;
import dev.hansard.eventstore.AppendReceipt;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.EventRow;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.KeyTakenException;
import dev.hansard.eventstore.PayloadPacking;
import dev.hansard.eventstore.PendingAppend;
import dev.hansard.eventstore.PendingEvent;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Axon's storage engine on the log. Each list of events is one {@link PendingAppend}, with what the
 * thread's {@link AppendContext} asks for; it returns when they are on disk.
 *
 * <p>Tokens are positions. A loaded event carries the instant of the log, not the one its message
 * was made at; identifiers of messages must be UUIDs, revisions whole numbers.
 */
public class PostgresEventStorageEngine extends BatchingEventStorageEngine {

    private final Appender appender;
    private final EventTable events;
    private final AggregateRows aggregates;
    private final SnapshotTable snapshots;
    private final PayloadPacking packing;

    protected PostgresEventStorageEngine(PostgresEventStorageEngineBuilder builder) {
        super(builder);
        this.appender = builder.appender();
        this.events = new EventTable(builder.dataSource(), builder.seals());
        this.aggregates = new AggregateRows(events);
        this.snapshots = new SnapshotTable(builder.dataSource(), builder.seals());
        this.packing = new PayloadPacking(builder.settings(), builder.seals());
    }

    public static PostgresEventStorageEngineBuilder builder() {
        return new PostgresEventStorageEngineBuilder();
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> messages, Serializer serializer) {
        if (messages.isEmpty()) {
            return;
        }
        AppendContext context = AppendContext.current();
        if (context != null && context.receipt() != null) {
            throw new IllegalStateException("a command appends once, to be whole or nothing");
        }
        refuseTwins(messages);
        try {
            var receipt = append(messages, serializer, context);
            if (context != null) {
                context.committed(receipt);
            }
        } catch (AlreadyRecordedException e) {
            handlePersistenceException(e, place(e, messages));
        }
    }

    /**
     * Seals again where a new user got a key from somebody else meanwhile; the next one is theirs.
     */
    private AppendReceipt append(
            List<? extends EventMessage<?>> messages,
            Serializer serializer,
            @Nullable AppendContext context) {
        while (true) {
            List<PendingEvent> pending =
                    messages.stream()
                            .<PendingEvent>map(
                                    message -> Envelope.pending(message, serializer, packing))
                            .toList();
            try {
                return appender.append(PendingAppend.of(pending, context));
            } catch (KeyTakenException e) {
                // The next look finds that key.
            }
        }
    }

    /** Two messages with one identifier are one event. */
    private void refuseTwins(List<? extends EventMessage<?>> messages) {
        Map<String, EventMessage<?>> seen = new HashMap<>();
        for (EventMessage<?> message : messages) {
            if (seen.putIfAbsent(message.getIdentifier(), message) != null) {
                handlePersistenceException(
                        new AlreadyRecordedException(message.getIdentifier(), 0), message);
            }
        }
    }

    private static EventMessage<?> place(
            AlreadyRecordedException e, List<? extends EventMessage<?>> messages) {
        return messages.stream()
                .filter(DomainEventMessage.class::isInstance)
                .map(message -> (DomainEventMessage<?>) message)
                .filter(message -> message.getAggregateIdentifier().equals(e.aggregateId()))
                .filter(message -> message.getSequenceNumber() == e.sequence())
                .<EventMessage<?>>map(message -> message)
                .findFirst()
                .orElse(messages.getFirst());
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(
            @Nullable TrackingToken lastToken, int batchSize) {
        return events.after(Positions.of(lastToken), batchSize).stream()
                .<TrackedEventData<?>>map(StoredEventData::of)
                .toList();
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        return events.ofAggregate(aggregateIdentifier, firstSequenceNumber, batchSize).stream()
                .<DomainEventData<?>>map(StoredEventData::ofAggregate)
                .toList();
    }

    @Override
    public Serializer getEventSerializer() {
        return new MetaDataSerializer(super.getEventSerializer());
    }

    @Override
    public Serializer getSnapshotSerializer() {
        return new MetaDataSerializer(super.getSnapshotSerializer());
    }

    /**
     * An aggregate from its snapshot on, read in one round trip unless there is more than one page.
     *
     * @param unreadable is told why a snapshot cannot be read; then all events are
     */
    DomainEventStream load(String aggregateId, Consumer<RuntimeException> unreadable) {
        List<EventRow> rows =
                LoadedAhead.take(aggregateId)
                        .orElseGet(() -> aggregates.of(aggregateId, batchSize()));
        if (rows.isEmpty() || !SnapshotTable.isSnapshot(rows.getFirst())) {
            return events(aggregateId, rows);
        }
        try {
            return DomainEventStream.concat(
                    DomainEventStream.of(snapshot(rows.getFirst())),
                    events(aggregateId, rows.subList(1, rows.size())));
        } catch (RuntimeException e) {
            unreadable.accept(e);
            return readEvents(aggregateId, 0);
        }
    }

    /** What many aggregates are loaded from, read in one round trip with keys. */
    LoadedAhead loadAhead(Collection<String> aggregateIds, Collection<KeyOwner> owners) {
        return new LoadedAhead(aggregates.of(aggregateIds, owners, batchSize()));
    }

    /** Made at once: what cannot be read is not to come to light in the middle of a load. */
    private DomainEventMessage<?> snapshot(EventRow row) {
        DomainEventMessage<?> snapshot =
                upcastAndDeserializeDomainEvents(
                                Stream.of(SnapshotTable.data(row)),
                                getSnapshotSerializer(),
                                upcasterChain)
                        .next();
        var _ = snapshot.getPayload();
        return snapshot;
    }

    /** A page of events, and what comes after it when it is full. */
    private DomainEventStream events(String aggregateId, List<EventRow> page) {
        Stream<? extends DomainEventData<?>> first =
                page.stream().map(StoredEventData::ofAggregate);
        Stream<? extends DomainEventData<?>> all =
                page.size() < batchSize()
                        ? first
                        : Stream.concat(
                                first, readEventData(aggregateId, page.getLast().sequence() + 1));
        return upcastAndDeserializeDomainEvents(all, getEventSerializer(), upcasterChain);
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        snapshots.store(snapshot, serializer);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return aggregates.of(aggregateIdentifier, 0).stream().map(SnapshotTable::data);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        var last = events.lastSequence(aggregateIdentifier);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(events.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return new GlobalSequenceTrackingToken(events.lastBefore(dateTime));
    }
}
