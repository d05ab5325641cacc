package dev.hansard.command.tenant;

import dev.hansard.command.dispatch.Dispatcher;
import dev.hansard.edge.settings.EdgeSettings;
import dev.hansard.edge.settings.LimitSettings;
import dev.hansard.eventstore.EventLog;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Clock;

/** The commands of tenants. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TenantSettings.class)
@Import({
    KeyController.class,
    AllowListController.class,
    InvalidationController.class,
    TenantFromLog.class
})
public class TenantConfiguration {

    @Bean
    TenantDecider tenantDecider(TenantSettings settings, LimitSettings edge) {
        return new TenantDecider(settings.limits(edge));
    }

    @Bean
    FirstOperatorKey firstOperatorKey(
            EdgeSettings settings, EventLog log, Dispatcher dispatcher, Clock clock) {
        return new FirstOperatorKey(settings, log, dispatcher, clock);
    }
}
