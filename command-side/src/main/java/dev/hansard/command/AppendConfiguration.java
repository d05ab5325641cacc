package dev.hansard.command;

import dev.hansard.api.events.EventFormat;
import dev.hansard.api.events.EventType;
import dev.hansard.api.events.EventTypes;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.KeptAnswers;
import dev.hansard.eventstore.PayloadReader;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.StoredTypes;
import dev.hansard.eventstore.axon.FormatSerializer;
import dev.hansard.eventstore.axon.FormatSerializer.StoredType;
import dev.hansard.eventstore.axon.HansardEventStore;
import dev.hansard.eventstore.axon.PostgresEventStorageEngine;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/** The way into the log: the half of the event store that only commands need. */
@Configuration(proxyBeanMethods = false)
class AppendConfiguration {

    /** Before the first of them is written. */
    private static final String TYPES = "ownEventTypes";

    /** Proof that the store knows which types of events this version writes. */
    record Registered() {}

    @Bean(TYPES)
    Registered ownEventTypes(StoredTypes types) {
        types.register(
                EventTypes.ALL.stream()
                        .map(type -> new StoredTypes.StoredType(type.storedName(), type.revision()))
                        .toList());
        return new Registered();
    }

    @Bean
    @ConditionalOnMissingBean
    PayloadReader payloadReader() {
        return EventFormat.CURRENT::read;
    }

    @Bean
    @DependsOn({SigningConfiguration.SIGNING, TYPES})
    Appender appender(
            DataSource dataSource,
            PayloadReader reader,
            Clock clock,
            CommitSignal signal,
            EventStoreSettings settings,
            MeterRegistry meters) {
        return new Appender(dataSource, reader, clock, signal, settings, meters);
    }

    @Bean
    KeptAnswers keptAnswers(DataSource dataSource, Clock clock, EventStoreSettings settings) {
        return new KeptAnswers(dataSource, clock, settings);
    }

    @Bean
    HansardEventStore axonEventStore(
            DataSource dataSource,
            Appender appender,
            CommitSignal signal,
            EventStoreSettings settings,
            Seals seals,
            MeterRegistry meters) {
        var engine = PostgresEventStorageEngine.builder();
        engine.eventSerializer(serializer(EventTypes.ALL, EventFormat.CURRENT));
        engine.snapshotSerializer(serializer(SnapshotTypes.ALL, SnapshotTypes.FORMAT));
        engine.dataSource(dataSource).appender(appender).settings(settings).seals(seals);
        HansardEventStore store =
                HansardEventStore.builder()
                        .storageEngine(engine.build())
                        .signal(signal)
                        .settings(settings)
                        .build();
        var _ = store.subscribe(new EventCounts(meters)::accept);
        return store;
    }

    private static FormatSerializer serializer(List<EventType> types, EventFormat format) {
        return new FormatSerializer(
                types.stream().map(AppendConfiguration::stored).toList(),
                format::write,
                format::read);
    }

    private static StoredType stored(EventType type) {
        return new StoredType(type.payload(), type.storedName(), type.revision());
    }
}
