package dev.hansard.query.value;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.checkpoint.CheckpointedView;
import dev.hansard.eventstore.checkpoint.ViewCheckpoint;
import dev.hansard.query.cache.CacheMetrics;
import dev.hansard.query.cache.RebuiltCaches;
import dev.hansard.query.checkpoint.StoredCheckpoints;
import dev.hansard.query.comparison.ComparedView;
import dev.hansard.query.reading.Follows;
import dev.hansard.query.reading.ReadingConfiguration.LoadThreads;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.replay.LogReplay;
import dev.hansard.query.replay.Rebuildable;
import dev.hansard.query.table.RebuiltTables;
import dev.hansard.query.table.TableConfiguration.Migrated;
import dev.hansard.query.table.TableConfiguration.Snapshots;
import dev.hansard.query.table.TableGate;
import dev.hansard.query.table.TablePositions;
import dev.hansard.query.table.TableWriter;
import dev.hansard.query.warmup.UserMemory;
import dev.hansard.query.warmup.WarmUp;
import dev.hansard.query.warmup.WarmUpSettings;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.persistence.EntityManager;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

/** The views of values. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ValueSettings.class)
public class ValueConfiguration {

    @Bean
    ValueTable valueTable(
            ValueRows rows,
            EntityManager entities,
            TablePositions positions,
            PlatformTransactionManager transactions,
            Migrated migrated) {
        return new ValueTable(rows, entities, positions, new TransactionTemplate(transactions));
    }

    @Bean
    TableWriter valueTableWriter(
            ValueTable table,
            DataSource dataSource,
            TableWriter.Followers followers,
            TableWriter.Leaders leaders) {
        return new TableWriter(table, dataSource, followers, leaders);
    }

    @Bean
    Values values(
            EventLog log,
            ValueTable table,
            ValueSettings settings,
            LoadThreads loads,
            MeterRegistry meters) {
        var values = new Values(new ValueLoader(log, table), settings, loads.executor());
        CacheMetrics.bind(values.users(), "user-values", meters);
        CacheMetrics.bind(values.entries(), "entries", meters);
        return values;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ViewCheckpoint valuesCheckpoint(
            Values values, Function<CheckpointedView, ViewCheckpoint> checkpoints) {
        return checkpoints.apply(values);
    }

    @Bean
    LogFollower valuesFollower(
            ViewCheckpoint valuesCheckpoint, Function<LogView, LogFollower> followers) {
        return followers.apply(valuesCheckpoint);
    }

    @Bean
    Follows valuesFollows(LogFollower valuesFollower) {
        return Follows.locally(valuesFollower);
    }

    @Bean
    ViewGate valuesGate(LogFollower valuesFollower) {
        return new ViewGate(valuesFollower);
    }

    @Bean
    UserMemory valuesOfUsers(Values values) {
        return values::user;
    }

    @Bean
    @Order(1)
    WarmUp namedTables(
            ValueTable table,
            Values values,
            TablePositions positions,
            CommitSignal signal,
            EventLog log,
            Clock clock,
            WarmUpSettings settings) {
        var gate = new TableGate(ValueTable.NAME, positions, signal, log.head());
        List<TableName> names = settings.tables().stream().map(TableName::parse).toList();
        return new NamedTables(gate, table, values, clock, names);
    }

    @Bean
    Rebuildable rebuiltValues(
            Values values,
            EventLog log,
            ValueTable table,
            ValueSettings settings,
            LoadThreads loads,
            LogReplay replay,
            StoredCheckpoints checkpoints) {
        var loader = new ValueLoader(log, table);
        return new RebuiltCaches(
                values, () -> new Values(loader, settings, loads.executor()), replay, checkpoints);
    }

    @Bean
    Rebuildable rebuiltValueTable(
            RebuiltTables tables,
            ValueRows rows,
            EntityManager entities,
            TablePositions positions) {
        return tables.of("value_view", there -> new ValueTable(rows, entities, positions, there));
    }

    @Bean
    ComparedView comparedUserValues(Values values, EventLog log) {
        return new ComparedUserValues(values, log);
    }

    @Bean
    ComparedView comparedEntries(Values values, EventLog log) {
        return new ComparedEntries(values, log);
    }

    @Bean
    ComparedView comparedValueTable(
            ValueTable table, ValueRows rows, EventLog log, Snapshots snapshots) {
        return new ComparedValueTable(table, rows, log, snapshots.transactions());
    }

    @Bean
    EntryPages entryPages(Values values, EventLog log) {
        return new EntryPages(values, log);
    }
}
