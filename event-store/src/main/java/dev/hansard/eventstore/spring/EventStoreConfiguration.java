package dev.hansard.eventstore.spring;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSchema;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.PayloadReader;
import dev.hansard.eventstore.PostgresEventLog;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import javax.sql.DataSource;

/**
 * The log and what tells of its commits: what whoever reads the store needs. The data source and a
 * {@link PayloadReader} come from the application.
 */
@Configuration(proxyBeanMethods = false)
public class EventStoreConfiguration {

    @Bean
    EventStoreSettings eventStoreSettings() {
        return EventStoreSettings.DEFAULT;
    }

    /** Listens from before the first reader starts until after the last has stopped. */
    @Bean(initMethod = "start", destroyMethod = "close")
    CommitSignal commitSignal(
            DataSource dataSource, EventStoreSettings settings, MeterRegistry meters) {
        return new CommitSignal(dataSource, settings, meters);
    }

    @Bean
    EventLog eventLog(DataSource dataSource, PayloadReader reader) {
        EventStoreSchema.migrate(dataSource);
        return new PostgresEventLog(dataSource, reader);
    }

    @Bean
    EventStoreHealth eventStoreHealthIndicator(EventLog log) {
        return new EventStoreHealth(log);
    }
}
