package dev.hansard.command.expiry;

import dev.hansard.command.activity.Activities;
import dev.hansard.command.activity.ActivityIndex;
import dev.hansard.command.dispatch.Dispatcher;
import dev.hansard.eventstore.KeptAnswers;
import dev.hansard.eventstore.Lease;
import dev.hansard.eventstore.axon.HansardEventStore;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/** The automations, and what runs them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExpirySettings.class)
@Import(CleanupController.class)
public class ExpiryConfiguration {

    @Bean
    Workers expiryWorkers(ExpirySettings settings) {
        return new Workers(settings);
    }

    @Bean
    IdleSession idleSession(ActivityIndex index) {
        return new IdleSession(index);
    }

    @Bean
    Rounds automationRounds(
            DataSource dataSource,
            ActivityIndex index,
            Activities activities,
            HansardEventStore events,
            Dispatcher dispatcher,
            IdleSession idleSession,
            Workers workers,
            KeptAnswers keptAnswers,
            ExpirySettings settings,
            Clock clock) {
        var sweep = new DueSweep(index, events, dispatcher, workers);
        return new Rounds(
                List.of(
                        new WhenStateKeyOverThenExpire(sweep),
                        new WhenUserStateKeyOverThenExpire(sweep),
                        new WhenEntryOverThenExpire(sweep),
                        new WhenConversationIdleThenExpire(sweep),
                        new WhenSessionIdleThenExpire(sweep, idleSession),
                        new WhenKeptAnswerOldThenForget(keptAnswers)),
                activities,
                new Lease(dataSource, "automations"),
                workers,
                settings,
                clock);
    }
}
