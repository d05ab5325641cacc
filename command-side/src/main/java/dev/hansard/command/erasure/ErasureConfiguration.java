package dev.hansard.command.erasure;

import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.Lease;
import dev.hansard.eventstore.PayloadPacking;
import dev.hansard.eventstore.Periodically;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.WhileLeader;
import dev.hansard.eventstore.seal.SealedStore;
import dev.hansard.tenancy.erasure.ErasureTable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Duration;

import javax.sql.DataSource;

/** What erases users. */
@Configuration(proxyBeanMethods = false)
@Import(ErasureController.class)
public class ErasureConfiguration {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    @Bean
    ErasureEvents erasureEvents(
            Appender appender, DataSource dataSource, EventStoreSettings settings, Seals seals) {
        return new ErasureEvents(
                appender, new EventTable(dataSource), new PayloadPacking(settings, seals));
    }

    @Bean
    OwnedEvents ownedEvents(DataSource dataSource) {
        return new OwnedEvents(dataSource);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    WhileLeader erasureRunner(
            DataSource dataSource,
            ErasureTable table,
            ErasureEvents events,
            OwnedEvents owned,
            EventLog log,
            SealedStore sealed,
            EventStoreSettings settings) {
        var jobs = new ErasureJobs(table, events, owned, log, sealed);
        return new WhileLeader(
                new Lease(dataSource, "erasures"),
                () -> new Periodically("erasures", INTERVAL, jobs::run),
                settings);
    }
}
