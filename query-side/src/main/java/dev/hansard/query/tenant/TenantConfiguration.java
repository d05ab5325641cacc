package dev.hansard.query.tenant;

import dev.hansard.eventstore.LogFollower;
import dev.hansard.query.comparison.ComparedView;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.tenancy.KeyUses;
import dev.hansard.tenancy.SettingsInEffect;
import dev.hansard.tenancy.TenantComparison;
import dev.hansard.tenancy.TenantRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** Who reads the keys, lists and settings that this node knows. */
@Configuration(proxyBeanMethods = false)
public class TenantConfiguration {

    @Bean
    KeyController keyQueries(
            LogFollower tenantsFollower, TenantRegistry registry, KeyUses uses, Clock clock) {
        return new KeyController(new ViewGate(tenantsFollower), registry, uses, clock);
    }

    @Bean
    ComparedView comparedTenants(TenantComparison tenants) {
        return new ComparedTenants(tenants);
    }

    @Bean
    AllowListController allowListQueries(LogFollower tenantsFollower, TenantRegistry registry) {
        return new AllowListController(new ViewGate(tenantsFollower), registry);
    }

    @Bean
    SettingsController settingsQueries(
            LogFollower tenantsFollower, TenantRegistry registry, SettingsInEffect settings) {
        return new SettingsController(new ViewGate(tenantsFollower), registry, settings);
    }
}
