package dev.hansard.query.table;

import dev.hansard.eventstore.SchemaMigration;

import javax.sql.DataSource;

/** The shared tables of the query side, brought to the version this code was written for. */
final class QuerySideSchema {

    private QuerySideSchema() {}

    /** Safe to call from several nodes at once. */
    public static void migrate(DataSource dataSource) {
        SchemaMigration.run(dataSource, "query-side");
    }
}
