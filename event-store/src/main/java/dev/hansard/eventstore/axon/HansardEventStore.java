package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.KeyOwner;

import org.axonframework.common.BuilderUtils;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Axon's event store on the log. Its streams are woken by the commit, in this process and on other
 * nodes, and call back when there is something to read: no processor has to poll. An aggregate is
 * loaded in one round trip, with its snapshot.
 */
public class HansardEventStore extends AbstractEventStore {

    private static final Logger LOG = LoggerFactory.getLogger(HansardEventStore.class);

    /** So many different reasons are told, and no more. */
    private static final int MOST_REASONS = 100;

    private final CommitSignal signal;
    private final EventStoreSettings settings;
    private final PostgresEventStorageEngine engine;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    protected HansardEventStore(Builder builder) {
        super(builder);
        this.signal = Objects.requireNonNull(builder.signal);
        this.settings = builder.settings;
        this.engine = Objects.requireNonNull(builder.engine);
    }

    /** Parts of the store; the storage engine and the signal are required. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return new CommitWokenStream(
                storageEngine(), signal, settings.safetyPoll(), Positions.of(trackingToken));
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier) {
        return DomainEventStream.concat(
                engine.load(aggregateIdentifier, this::tell),
                DomainEventStream.of(stagedDomainEventMessages(aggregateIdentifier)));
    }

    /** Reads, in one round trip, what many aggregates are loaded from, and the keys to it. */
    public LoadedAhead loadAhead(Collection<String> aggregateIds) {
        return loadAhead(aggregateIds, List.of());
    }

    /**
     * The same, and the keys of owners for whom something is going to be appended: whoever has none
     * gets one, which is on disk only with what is sealed with it.
     */
    public LoadedAhead loadAhead(Collection<String> aggregateIds, Collection<KeyOwner> owners) {
        return engine.loadAhead(aggregateIds, owners);
    }

    /**
     * A snapshot that cannot be read is as good as none. Each reason is told once: it may concern
     * many.
     */
    private void tell(RuntimeException unreadable) {
        String reason = reason(unreadable);
        if (told.size() < MOST_REASONS && told.add(reason)) {
            LOG.warn("A snapshot is passed over, all events are read instead: {}", reason);
        }
    }

    /** Names and numbers: what Axon puts around the serializer's reason is of one snapshot only. */
    private static String reason(Throwable e) {
        Throwable reason = e;
        while (reason.getCause() instanceof SerializationException inner) {
            reason = inner;
        }
        return String.valueOf(reason.getMessage());
    }

    /** Builds a {@link HansardEventStore}. */
    public static class Builder extends AbstractEventStore.Builder {

        private @Nullable CommitSignal signal;
        private EventStoreSettings settings = EventStoreSettings.DEFAULT;
        private @Nullable PostgresEventStorageEngine engine;

        protected Builder() {}

        /** What wakes the streams. */
        public Builder signal(CommitSignal signal) {
            this.signal = signal;
            return this;
        }

        public Builder settings(EventStoreSettings settings) {
            this.settings = settings;
            return this;
        }

        @Override
        public Builder storageEngine(EventStorageEngine storageEngine) {
            super.storageEngine(storageEngine);
            engine = storageEngine instanceof PostgresEventStorageEngine ours ? ours : null;
            return this;
        }

        @Override
        public Builder messageMonitor(MessageMonitor<? super EventMessage<?>> messageMonitor) {
            super.messageMonitor(messageMonitor);
            return this;
        }

        @Override
        public Builder spanFactory(EventBusSpanFactory spanFactory) {
            super.spanFactory(spanFactory);
            return this;
        }

        public HansardEventStore build() {
            validate();
            return new HansardEventStore(this);
        }

        @Override
        protected void validate() {
            super.validate();
            BuilderUtils.assertNonNull(signal, "a CommitSignal is required");
            BuilderUtils.assertNonNull(engine, "a PostgresEventStorageEngine is required");
        }
    }
}
