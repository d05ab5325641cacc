package dev.hansard.eventstore;

import org.flywaydb.core.Flyway;

import javax.sql.DataSource;

/** The tables of the event store, with a history of their own beside those of other modules. */
public final class EventStoreSchema {

    private EventStoreSchema() {}

    /** Brings the tables to the version of this code; safe to call from several nodes at once. */
    public static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/event-store")
                .table("event_store_schema_history")
                // Other modules may have put their tables into the schema first.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
