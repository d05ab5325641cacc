package dev.hansard.command.imports;

import dev.hansard.api.tenant.TenantEvent.TenantErased;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.edge.body.LargeBody;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.PayloadReader;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.transfer.TenantImport;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Clock;

import javax.sql.DataSource;

/** What brings tenants in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
@Import(ImportController.class)
public class ImportConfiguration {

    @Bean
    TenantImport tenantImport(
            DataSource dataSource,
            PayloadReader reader,
            Seals seals,
            EventStoreSettings settings,
            Clock clock) {
        return new TenantImport(
                dataSource, reader, ImportConfiguration::erases, seals, settings, clock);
    }

    private static boolean erases(Object event) {
        return event instanceof UserErased || event instanceof TenantErased;
    }

    @Bean
    LargeBody importBody(ImportSettings settings) {
        return new LargeBody(ImportController.PATH, settings.maxSize());
    }
}
