package dev.hansard.query.checkpoint;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.checkpoint.CheckpointSettings;
import dev.hansard.eventstore.checkpoint.CheckpointedView;
import dev.hansard.eventstore.checkpoint.ViewCheckpoint;
import dev.hansard.query.table.TableConfiguration.Migrated;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.function.Function;

/** The checkpoints of the query side. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CheckpointSettings.class)
public class CheckpointConfiguration {

    @Bean
    StoredCheckpoints storedCheckpoints(
            CheckpointHeads heads,
            CheckpointEntries entries,
            PlatformTransactionManager transactions,
            Migrated migrated) {
        return new StoredCheckpoints(heads, entries, new TransactionTemplate(transactions));
    }

    /** Gives a view its checkpoint, not yet started. */
    @Bean
    Function<CheckpointedView, ViewCheckpoint> viewCheckpoints(
            StoredCheckpoints store, EventLog log, CheckpointSettings settings) {
        return view -> new ViewCheckpoint(view, store, log, settings);
    }
}
