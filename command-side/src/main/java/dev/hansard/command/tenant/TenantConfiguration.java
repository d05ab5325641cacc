package dev.hansard.command.tenant;

import dev.hansard.command.dispatch.Dispatcher;
import dev.hansard.edge.settings.EdgeSettings;
import dev.hansard.edge.settings.LimitSettings;
import dev.hansard.eventstore.EventLog;
import dev.hansard.tenancy.SettingsInEffect;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Clock;

/** The commands of tenants. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TenantLimitSettings.class)
@Import({
    KeyController.class,
    AllowListController.class,
    InvalidationController.class,
    SettingsController.class,
    TenantFromLog.class
})
public class TenantConfiguration {

    @Bean
    TenantDecider tenantDecider(
            TenantLimitSettings limits, LimitSettings edge, SettingsInEffect settings) {
        return new TenantDecider(limits.limits(edge), settings.server());
    }

    @Bean
    FirstOperatorKey firstOperatorKey(
            EdgeSettings settings, EventLog log, Dispatcher dispatcher, Clock clock) {
        return new FirstOperatorKey(settings, log, dispatcher, clock);
    }
}
