package dev.hansard.query.table;

import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.LogFeed;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.WhileLeader;
import dev.hansard.query.replay.LogReplay;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

/** What every shared table needs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SharedTableSettings.class)
@EntityScan("dev.hansard.query")
@EnableJpaRepositories(basePackages = "dev.hansard.query", considerNestedRepositories = false)
public class TableConfiguration {

    /** Proof that the tables are there: whoever uses them asks for it. */
    public record Migrated() {}

    @Bean
    Migrated querySideSchema(DataSource dataSource) {
        QuerySideSchema.migrate(dataSource);
        return new Migrated();
    }

    /** Transactions that only read, and see one moment. */
    public record Snapshots(TransactionOperations transactions) {}

    @Bean
    Snapshots tableSnapshots(PlatformTransactionManager transactions) {
        var snapshots = new TransactionTemplate(transactions);
        snapshots.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshots.setReadOnly(true);
        return new Snapshots(snapshots);
    }

    @Bean
    RebuiltTables rebuiltTables(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            LogReplay replay,
            SharedTableSettings settings) {
        return new RebuiltTables(dataSource, transactions, replay, settings);
    }

    @Bean
    TableWriter.Followers tableFollowers(
            LogFeed feed,
            EventStoreSettings settings,
            SharedTableSettings tables,
            MeterRegistry meters) {
        return table ->
                new LogFollower(
                        table.following(tables.heldRows()),
                        feed.paced(tables.writeInterval()),
                        settings,
                        meters);
    }

    @Bean
    TableWriter.Leaders leaders(EventStoreSettings settings) {
        return (lease, activity) -> new WhileLeader(lease, activity, settings);
    }
}
