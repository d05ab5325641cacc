package dev.hansard.eventstore.spring;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSchema;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.LogFeed;
import dev.hansard.eventstore.PayloadReader;
import dev.hansard.eventstore.PostgresEventLog;
import dev.hansard.eventstore.Seals;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import javax.sql.DataSource;

/**
 * The log and what tells of its commits: what whoever reads the store needs. The data source, a
 * {@link PayloadReader} and the {@link Seals} come from the application.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EventStoreSettings.class, PoolSettings.class})
public class EventStoreConfiguration {

    /** Proof that the tables are there: whoever uses them asks for it. */
    public record Migrated() {}

    /** Whoever asks for a connection, by JDBC or JPA, asks patiently. */
    @Bean
    static BeanPostProcessor patientDataSources(ObjectProvider<PoolSettings> settings) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool
                        ? new PatientDataSource(pool, settings.getObject().busyTimeout())
                        : bean;
            }
        };
    }

    @Bean
    Migrated eventStoreSchema(DataSource dataSource) {
        EventStoreSchema.migrate(dataSource);
        return new Migrated();
    }

    /** Listens from before the first reader starts until after the last has stopped. */
    @Bean(initMethod = "start", destroyMethod = "close")
    CommitSignal commitSignal(
            DataSource dataSource,
            EventStoreSettings settings,
            MeterRegistry meters,
            Migrated migrated) {
        return new CommitSignal(dataSource, settings, meters);
    }

    @Bean
    EventLog eventLog(DataSource dataSource, PayloadReader reader, Seals seals, Migrated migrated) {
        return new PostgresEventLog(dataSource, reader, seals);
    }

    /** For all views, which catch up together. */
    @Bean(destroyMethod = "close")
    LogFeed logFeed(EventLog log, CommitSignal signal, EventStoreSettings settings) {
        return LogFeed.readingAhead(log, signal, settings);
    }

    @Bean
    EventStoreHealth eventStoreHealthIndicator(EventLog log) {
        return new EventStoreHealth(log);
    }
}
