package dev.hansard.tenancy;

import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.edge.access.AllowedUsers;
import dev.hansard.edge.access.Credentials;
import dev.hansard.edge.access.ErasedTenants;
import dev.hansard.edge.settings.EdgeSettings;
import dev.hansard.edge.settings.KeySettings;
import dev.hansard.edge.settings.LimitSettings;
import dev.hansard.edge.settings.TtlSettings;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.LogTenants;
import dev.hansard.tenancy.erasure.ErasureConfiguration;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Clock;

import javax.sql.DataSource;

/**
 * The keys, lists and settings of this node, for whichever side it serves; for both they are there
 * once.
 */
@Configuration(proxyBeanMethods = false)
@Import({SealingConfiguration.class, ErasureConfiguration.class, EventTypesConfiguration.class})
public class TenancyConfiguration {

    @Bean
    TenantHistory tenantHistory(EventLog log, DataSource dataSource) {
        return new TenantHistory(log, new LogTenants(dataSource));
    }

    @Bean
    TenantRegistry tenantRegistry(TenantHistory history, EdgeSettings settings) {
        return new TenantRegistry(history, new OpenTenants(settings));
    }

    /** Follows from before the first request until after the last. */
    @Bean(initMethod = "start", destroyMethod = "close")
    LogFollower tenantsFollower(
            TenantRegistry registry,
            EventLog log,
            CommitSignal signal,
            EventStoreSettings settings,
            MeterRegistry meters) {
        return new LogFollower(registry, log, signal, settings, meters);
    }

    @Bean
    TenantGate tenantGate(TenantRegistry registry, LogFollower tenantsFollower, EventLog log) {
        return new TenantGate(registry, tenantsFollower, log);
    }

    @Bean
    TenantComparison tenantComparison(TenantRegistry registry, EventLog log) {
        return new TenantComparison(registry, log);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    KeyUses keyUses(DataSource dataSource, KeySettings settings) {
        TenancySchema.migrate(dataSource);
        return new KeyUses(new JdbcTemplate(dataSource), settings.lastUsedInterval());
    }

    @Bean
    Credentials registeredKeys(TenantGate gate, KeyUses uses, Clock clock) {
        return new RegisteredKeys(gate, uses, clock);
    }

    @Bean
    AllowedUsers allowedUsers(TenantGate gate) {
        return (tenant, userId) -> gate.now().allows(tenant, userId);
    }

    @Bean
    ErasedTenants erasedTenants(TenantGate gate) {
        return tenant -> gate.now().isErased(tenant);
    }

    @Bean
    SettingsInEffect settingsInEffect(TenantGate gate, TtlSettings ttl, LimitSettings limits) {
        return new SettingsInEffect(gate, new TenantSettings(ttl.byLifetime(), limits.ofTenants()));
    }

    @Bean
    TenancyHealth keysHealthIndicator(LogFollower tenantsFollower) {
        return new TenancyHealth(tenantsFollower);
    }
}
