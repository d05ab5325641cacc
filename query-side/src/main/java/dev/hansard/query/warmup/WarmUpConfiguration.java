package dev.hansard.query.warmup;

import dev.hansard.eventstore.EventLog;
import dev.hansard.query.reading.Follows;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import java.util.List;

/** The warm-up of users, and what runs it with all others. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WarmUpSettings.class)
public class WarmUpConfiguration {

    @Bean
    @Order(0)
    WarmUp recentUsers(EventLog log, List<UserMemory> memories, WarmUpSettings settings) {
        return new RecentUsers(log, memories, settings.users());
    }

    @Bean
    WarmUps warmUps(
            List<WarmUp> all, List<Follows> views, WarmUpSettings settings, MeterRegistry meters) {
        return new WarmUps(all, views, settings.timeLimit(), meters);
    }
}
