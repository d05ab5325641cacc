package dev.hansard.eventstore;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Predicate;

import javax.sql.DataSource;

/** Brings the tables of a module to the version of this code; they have a history of their own. */
public final class SchemaMigration {

    private SchemaMigration() {}

    /**
     * Migrates. Safe to call from several nodes at once: one does it, the others wait.
     *
     * @param module names the directory of the migrations, below {@code db/migration}
     * @throws NewerStoreException if the tables are of a newer version
     */
    public static void run(DataSource dataSource, String module) {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(dataSource)
                        .locations("classpath:db/migration/" + module)
                        .table(module.replace('-', '_') + "_schema_history")
                        // Other modules may have put their tables into the schema first.
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .load();
        MigrationInfo[] all = flyway.info().all();
        MigrationVersion applied = last(all, info -> info.getState().isApplied());
        MigrationVersion known = last(all, info -> info.getState().isResolved());
        if (applied.isNewerThan(known.getVersion())) {
            throw new NewerStoreException(
                    "the tables of %s are of version %s, and this Hansard knows them up to version %s; start the newer one, or restore a backup from before the upgrade"
                            .formatted(module, applied, known));
        }
        flyway.migrate();
    }

    private static MigrationVersion last(MigrationInfo[] all, Predicate<MigrationInfo> wanted) {
        return Arrays.stream(all)
                .filter(wanted)
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .orElse(MigrationVersion.fromVersion("0"));
    }
}
