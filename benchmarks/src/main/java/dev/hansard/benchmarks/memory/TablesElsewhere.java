package dev.hansard.benchmarks.memory;

import com.zaxxer.hikari.HikariDataSource;

import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.eventstore.Lease;

import java.util.List;

/**
 * Holds what a node needs to write the shared tables, so that an application takes them for written
 * by another node, and follows the log in memory only.
 */
final class TablesElsewhere implements AutoCloseable {

    /** As the tables call themselves. */
    private static final List<String> ROLES =
            List.of("conversations-table", "sessions-table", "values-table");

    private final HikariDataSource pool;
    private final List<Lease> leases;

    private TablesElsewhere(HikariDataSource pool) {
        this.pool = pool;
        this.leases = ROLES.stream().map(role -> new Lease(pool, role)).toList();
    }

    static TablesElsewhere of(Database database) {
        var tables = new TablesElsewhere(database.pool(ROLES.size()));
        for (Lease lease : tables.leases) {
            if (!lease.tryAcquire()) {
                tables.close();
                throw new IllegalStateException("somebody else writes the tables of " + database);
            }
        }
        return tables;
    }

    @Override
    public void close() {
        leases.forEach(Lease::close);
        pool.close();
    }
}
