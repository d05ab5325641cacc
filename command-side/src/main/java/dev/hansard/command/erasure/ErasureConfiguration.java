package dev.hansard.command.erasure;

import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.PayloadPacking;
import dev.hansard.eventstore.Periodically;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.seal.SealedStore;
import dev.hansard.tenancy.erasure.ErasureTable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Duration;

import javax.sql.DataSource;

/** What erases users and tenants. */
@Configuration(proxyBeanMethods = false)
@Import({ErasureController.class, TenantErasureController.class})
public class ErasureConfiguration {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    @Bean
    ErasureEvents erasureEvents(
            Appender appender,
            DataSource dataSource,
            EventLog log,
            EventStoreSettings settings,
            Seals seals) {
        return new ErasureEvents(
                appender, new EventTable(dataSource), log, new PayloadPacking(settings, seals));
    }

    @Bean
    OwnedEvents ownedEvents(DataSource dataSource) {
        return new OwnedEvents(dataSource);
    }

    /** On every node: a receipt is written once, whoever comes first. */
    @Bean(destroyMethod = "close")
    Periodically erasureJobs(
            ErasureTable table,
            ErasureEvents events,
            OwnedEvents owned,
            DataSource dataSource,
            EventLog log,
            SealedStore sealed) {
        var rows = new TenantRows(dataSource);
        var jobs = new ErasureJobs(table, events, owned, rows, log, sealed);
        return new Periodically("erasures", INTERVAL, jobs::run);
    }
}
