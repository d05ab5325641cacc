package dev.hansard.benchmarks.run;

import dev.hansard.benchmarks.postgres.Database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The first rows of a log, with all columns and in order, read with JDBC and thrown away.
 *
 * @param events how many there are, or some of them
 */
public record PlainScan(long events) {

    private static final int FETCH = 10_000;

    /** Those rows, as a query. */
    public String query() {
        return "select * from event where position <= %d order by position".formatted(events);
    }

    public double eventsPerSecond(Database database) throws SQLException {
        long begin = System.nanoTime();
        long rows = 0;
        try (Connection connection = database.connect()) {
            // Without it the driver would take all rows into memory first.
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH);
                try (ResultSet row = statement.executeQuery(query())) {
                    while (row.next()) {
                        rows++;
                    }
                }
            }
        }
        return rows / ((System.nanoTime() - begin) / 1e9);
    }
}
