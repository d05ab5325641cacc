package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.AlreadyRecordedException;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.Seals;

import org.axonframework.common.AxonConfigurationException;
import org.axonframework.common.BuilderUtils;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

import javax.sql.DataSource;

/** Parts of a {@link PostgresEventStorageEngine}; the data source and the appender are required. */
public class PostgresEventStorageEngineBuilder extends BatchingEventStorageEngine.Builder {

    private @Nullable DataSource dataSource;
    private @Nullable Appender appender;
    private EventStoreSettings settings = EventStoreSettings.DEFAULT;
    private Seals seals = Seals.NONE;

    PostgresEventStorageEngineBuilder() {
        persistenceExceptionResolver(AlreadyRecordedException.class::isInstance);
    }

    /** Where to read. */
    public PostgresEventStorageEngineBuilder dataSource(DataSource dataSource) {
        this.dataSource = dataSource;
        return this;
    }

    /** How to write. */
    public PostgresEventStorageEngineBuilder appender(Appender appender) {
        this.appender = appender;
        return this;
    }

    public PostgresEventStorageEngineBuilder settings(EventStoreSettings settings) {
        this.settings = settings;
        return this;
    }

    /** What seals payloads and snapshots; by default nothing is sealed. */
    public PostgresEventStorageEngineBuilder seals(Seals seals) {
        this.seals = seals;
        return this;
    }

    public PostgresEventStorageEngine build() {
        return new PostgresEventStorageEngine(this);
    }

    @Override
    protected void validate() throws AxonConfigurationException {
        super.validate();
        BuilderUtils.assertNonNull(dataSource, "a DataSource is required");
        BuilderUtils.assertNonNull(appender, "an Appender is required");
    }

    DataSource dataSource() {
        return Objects.requireNonNull(dataSource);
    }

    Appender appender() {
        return Objects.requireNonNull(appender);
    }

    EventStoreSettings settings() {
        return settings;
    }

    Seals seals() {
        return seals;
    }
}
