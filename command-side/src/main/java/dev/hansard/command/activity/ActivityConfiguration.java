package dev.hansard.command.activity;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.LogFeed;
import dev.hansard.eventstore.LogFollower;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index of activity, with what keeps it up to date. */
@Configuration(proxyBeanMethods = false)
public class ActivityConfiguration {

    @Bean
    ActivityIndex activityIndex() {
        return new ActivityIndex();
    }

    /** Follows from before the first request until after the last. */
    @Bean(initMethod = "start", destroyMethod = "close")
    LogFollower activityFollower(
            ActivityIndex index, LogFeed feed, EventStoreSettings settings, MeterRegistry meters) {
        return new LogFollower(index, feed, settings, meters);
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
