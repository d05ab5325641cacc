package dev.hansard.query.rebuild;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.query.job.JobTable;
import dev.hansard.query.job.Jobs;
import dev.hansard.query.reading.LogGate;
import dev.hansard.query.replay.LogReplay;
import dev.hansard.query.replay.Rebuildable;
import dev.hansard.query.table.TableConfiguration.Migrated;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/** Rebuilds of views. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RebuildSettings.class)
public class RebuildConfiguration {

    @Bean
    LogReplay logReplay(EventLog log, EventStoreSettings settings) {
        return new LogReplay(log, settings.pageSize());
    }

    @Bean
    JobTable rebuildTable(DataSource dataSource, Migrated migrated) {
        return new JobTable(JdbcClient.create(dataSource), "rebuild");
    }

    @Bean(destroyMethod = "close")
    Jobs rebuilds(JobTable rebuildTable, RebuildSettings settings, Clock clock) {
        return new Jobs(rebuildTable, settings.waiting(), clock);
    }

    @Bean
    RebuildController rebuildController(
            EventLog log, List<Rebuildable> views, Jobs rebuilds, JobTable rebuildTable) {
        return new RebuildController(
                new LogGate(log), new Rebuilding(views), rebuilds, rebuildTable);
    }
}
