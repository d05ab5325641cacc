package dev.hansard.query.table;

import org.flywaydb.core.Flyway;

import javax.sql.DataSource;

/** The shared tables of the query side, brought to the version this code was written for. */
final class QuerySideSchema {

    private QuerySideSchema() {}

    /** Safe to call from several nodes at once: one migrates, the others wait. */
    public static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/query-side")
                .table("query_side_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
