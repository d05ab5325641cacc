package dev.hansard.command.repository;

import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.axon.HansardEventStore;
import dev.hansard.tenancy.erasure.Forgetful;

import io.micrometer.core.instrument.MeterRegistry;

import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import javax.sql.DataSource;

/** The memory of the command side, and what its aggregates are loaded with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AggregateSettings.class)
public class RepositoryConfiguration {

    /** An aggregate without its content: Axon's and ours around it, and the entry. */
    private static final int AGGREGATE_BYTES = 600;

    @Bean
    CaffeineCache aggregateCache(AggregateSettings settings, MeterRegistry meters) {
        var cache =
                new CaffeineCache(
                        settings.cacheWeight().toBytes(),
                        (key, value) -> weight((String) key, (EventSourcedAggregate<?>) value));
        cache.monitor(meters, "aggregates");
        return cache;
    }

    @Bean
    Forgetful forgetfulAggregates(CaffeineCache aggregateCache) {
        return erased -> aggregateCache.removeAll();
    }

    @Bean(destroyMethod = "close")
    Snapshots snapshots(EventStore events, AggregateSettings settings, MeterRegistry meters) {
        return new Snapshots(events, settings.snapshotsWaiting(), meters);
    }

    @Bean
    Repositories repositories(
            EventStore events, Cache cache, Snapshots snapshots, AggregateSettings settings) {
        return new Repositories(events, cache, snapshots, settings);
    }

    @Bean
    LookAhead lookAhead(HansardEventStore events, Cache cache) {
        return new LookAhead(events, cache);
    }

    @Bean
    OutdatedCheck outdatedCheck(DataSource dataSource, MeterRegistry meters) {
        return new OutdatedCheck(new EventTable(dataSource), meters);
    }

    private static int weight(String aggregateId, EventSourcedAggregate<?> aggregate) {
        long content = ((Remembered) aggregate.getAggregateRoot()).contentBytes();
        return (int)
                Math.min(AGGREGATE_BYTES + 2L * aggregateId.length() + content, Integer.MAX_VALUE);
    }
}
