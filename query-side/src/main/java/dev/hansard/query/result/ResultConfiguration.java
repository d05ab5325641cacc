package dev.hansard.query.result;

import dev.hansard.eventstore.Lease;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.Periodically;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.WhileLeader;
import dev.hansard.query.cache.CacheMetrics;
import dev.hansard.query.reading.Follows;
import dev.hansard.query.reading.ReadingConfiguration.LoadThreads;
import dev.hansard.query.table.TableConfiguration.Migrated;
import dev.hansard.query.table.TableWriter;
import dev.hansard.query.warmup.WarmUp;
import dev.hansard.query.warmup.WarmUpSettings;
import dev.hansard.tenancy.TenantHistory;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.util.function.Function;

import javax.sql.DataSource;

/** Results of agents: what keeps them, and what keeps them true. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResultSettings.class)
@Import(ResultEndpoints.class)
public class ResultConfiguration {

    @Bean
    Invalidations invalidations(TenantHistory history, ResultSettings settings) {
        return new Invalidations(history, settings.maxInvalidations());
    }

    @Bean
    LogFollower resultsFollower(
            Invalidations invalidations, Function<LogView, LogFollower> followers) {
        return followers.apply(invalidations);
    }

    @Bean
    Follows resultsFollows(LogFollower resultsFollower) {
        return Follows.locally(resultsFollower);
    }

    @Bean
    ResultTable resultTable(DataSource dataSource, Seals seals, Migrated migrated) {
        return new ResultTable(JdbcClient.create(dataSource), new SealedBodies(seals));
    }

    @Bean
    Room resultRoom(
            DataSource dataSource,
            ResultSettings settings,
            LoadThreads loads,
            MeterRegistry meters,
            Migrated migrated) {
        return new Room(
                JdbcClient.create(dataSource),
                settings.maxEntries(),
                settings.maxSize().toBytes(),
                loads.executor(),
                meters);
    }

    @Bean
    AccessCounts accessCounts(DataSource dataSource, ResultSettings settings, Migrated migrated) {
        return new AccessCounts(new JdbcTemplate(dataSource), settings.accessCountInterval());
    }

    @Bean
    Results results(
            ResultTable table,
            Invalidations invalidations,
            Room room,
            ResultSettings settings,
            Clock clock,
            LoadThreads loads,
            MeterRegistry meters) {
        var results =
                new Results(
                        table,
                        invalidations,
                        room,
                        settings.cacheWeight(),
                        clock,
                        loads.executor());
        CacheMetrics.bind(results.metered(), "results", meters);
        return results;
    }

    @Bean
    @Order(2)
    WarmUp hotResults(ResultTable table, Results results, WarmUpSettings settings) {
        return new HotResults(table, results, settings.results());
    }

    @Bean
    Cleaning resultCleaning(
            ResultTable table,
            Invalidations invalidations,
            Room room,
            Clock clock,
            MeterRegistry meters) {
        return new Cleaning(table, invalidations, room, clock, meters);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    WhileLeader resultCleaner(
            Cleaning cleaning,
            DataSource dataSource,
            ResultSettings settings,
            TableWriter.Leaders leaders) {
        return leaders.make(
                new Lease(dataSource, "result-cleaning"),
                () ->
                        new Periodically(
                                "result-cleaning", settings.cleaningInterval(), cleaning::run));
    }
}
