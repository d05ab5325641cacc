package dev.hansard.command.activity;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.LogFeed;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.checkpoint.CheckpointSettings;
import dev.hansard.eventstore.checkpoint.CheckpointTables;
import dev.hansard.eventstore.checkpoint.ViewCheckpoint;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import javax.sql.DataSource;

/** The index of activity, with what keeps it up to date. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CheckpointSettings.class)
public class ActivityConfiguration {

    @Bean
    ActivityIndex activityIndex(EventLog log, MeterRegistry meters) {
        var index = new ActivityIndex(new OwnedAggregates(log));
        Gauge.builder("hansard.sessions.active", index, ActivityIndex::sessions)
                .description("Sessions that live, in the whole store")
                .register(meters);
        Gauge.builder("hansard.conversations.active", index, ActivityIndex::conversations)
                .description("Conversations that live, in the whole store")
                .register(meters);
        return index;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ViewCheckpoint activityCheckpoint(
            ActivityIndex index, DataSource dataSource, EventLog log, CheckpointSettings settings) {
        return new ViewCheckpoint(index, new CheckpointTables(dataSource), log, settings);
    }

    /** Follows from before the first request until after the last. */
    @Bean(initMethod = "start", destroyMethod = "close")
    LogFollower activityFollower(
            ViewCheckpoint activityCheckpoint,
            LogFeed feed,
            EventStoreSettings settings,
            MeterRegistry meters) {
        return new LogFollower(activityCheckpoint, feed, settings, meters);
    }

    @Bean
    Activities activities(ActivityIndex index, LogFollower activityFollower, EventLog log) {
        return new Activities(index, activityFollower, log);
    }

    @Bean
    ActivityHealth activityHealthIndicator(LogFollower activityFollower) {
        return new ActivityHealth(activityFollower);
    }
}
