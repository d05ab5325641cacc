package dev.hansard.query.tenant;

import dev.hansard.eventstore.LogFollower;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.tenancy.KeyUses;
import dev.hansard.tenancy.TenantRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** Who reads the keys and lists that this node knows. */
@Configuration(proxyBeanMethods = false)
public class TenantConfiguration {

    @Bean
    KeyController keyQueries(
            LogFollower tenantsFollower, TenantRegistry registry, KeyUses uses, Clock clock) {
        return new KeyController(new ViewGate(tenantsFollower), registry, uses, clock);
    }

    @Bean
    AllowListController allowListQueries(LogFollower tenantsFollower, TenantRegistry registry) {
        return new AllowListController(new ViewGate(tenantsFollower), registry);
    }
}
