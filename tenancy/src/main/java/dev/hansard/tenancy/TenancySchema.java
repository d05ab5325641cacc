package dev.hansard.tenancy;

import dev.hansard.eventstore.SchemaMigration;

import javax.sql.DataSource;

/** The table of the last uses, brought to the version this code was written for. */
final class TenancySchema {

    private TenancySchema() {}

    /** Safe to call from several nodes at once: one migrates, the others wait. */
    static void migrate(DataSource dataSource) {
        SchemaMigration.run(dataSource, "tenancy");
    }
}
