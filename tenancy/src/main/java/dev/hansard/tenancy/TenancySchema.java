package dev.hansard.tenancy;

import org.flywaydb.core.Flyway;

import javax.sql.DataSource;

/** The table of the last uses, brought to the version this code was written for. */
final class TenancySchema {

    private TenancySchema() {}

    /** Safe to call from several nodes at once: one migrates, the others wait. */
    static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/tenancy")
                .table("tenancy_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
