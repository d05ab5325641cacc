package dev.hansard.eventstore;

import javax.sql.DataSource;

/** The tables of the event store. */
public final class EventStoreSchema {

    private EventStoreSchema() {}

    /**
     * Brings the tables to the version of this code; safe to call from several nodes at once.
     *
     * @throws NewerStoreException if they are of a newer version
     */
    public static void migrate(DataSource dataSource) {
        SchemaMigration.run(dataSource, "event-store");
    }
}
