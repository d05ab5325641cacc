package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventStoreSettings;

import org.axonframework.common.BuilderUtils;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Axon's event store on the log. Its streams are woken by the commit, in this process and on other
 * nodes, and call back when there is something to read: no processor has to poll.
 */
public class HansardEventStore extends AbstractEventStore {

    private final CommitSignal signal;
    private final EventStoreSettings settings;

    protected HansardEventStore(Builder builder) {
        super(builder);
        this.signal = Objects.requireNonNull(builder.signal);
        this.settings = builder.settings;
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

    /** Builds a {@link HansardEventStore}. */
    public static class Builder extends AbstractEventStore.Builder {

        private @Nullable CommitSignal signal;
        private EventStoreSettings settings = EventStoreSettings.DEFAULT;

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
        }
    }
}
