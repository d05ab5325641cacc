package dev.hansard.query.checkpoint;

import dev.hansard.api.events.EventFormat;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.PayloadReader;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.spring.EventStoreConfiguration;
import dev.hansard.eventstore.testing.InProcess;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.replay.LogReplay;
import dev.hansard.query.table.TableConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import javax.sql.DataSource;

/** A log and the checkpoints of the query side on a real PostgreSQL, and nothing that follows. */
public final class CheckpointDatabase implements AutoCloseable {

    private final TestDatabase database = TestDatabase.create();
    private final ConfigurableApplicationContext context;

    public CheckpointDatabase() {
        var application = new SpringApplication(Tables.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        context =
                InProcess.start(
                        application,
                        "--spring.datasource.url=" + database.url(),
                        "--spring.jpa.hibernate.ddl-auto=none");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        EventStoreConfiguration.class,
        TableConfiguration.class,
        CheckpointConfiguration.class
    })
    static class Tables {
        @Bean
        PayloadReader payloadReader() {
            return EventFormat.CURRENT::read;
        }

        @Bean
        LogReplay logReplay(EventLog log) {
            return new LogReplay(log, 1_000);
        }

        @Bean
        Seals seals() {
            return Seals.NONE;
        }
    }

    public DataSource dataSource() {
        return database.dataSource();
    }

    public EventLog log() {
        return context.getBean(EventLog.class);
    }

    public StoredCheckpoints checkpoints() {
        return context.getBean(StoredCheckpoints.class);
    }

    public void execute(String sql) {
        database.execute(sql);
    }

    /** Empties the log and the checkpoints. */
    public void clear() {
        database.clear();
        execute("truncate view_checkpoint, view_checkpoint_row");
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
