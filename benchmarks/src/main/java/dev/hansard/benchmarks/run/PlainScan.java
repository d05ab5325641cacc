package dev.hansard.benchmarks.run;

import dev.hansard.benchmarks.postgres.Database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** All rows of a log, with all columns and in order, read with JDBC and thrown away. */
public final class PlainScan {

    /** Those rows, as a query. */
    public static final String QUERY = "select * from event order by position";

    private static final int FETCH = 10_000;

    private PlainScan() {}

    public static double eventsPerSecond(Database database) throws SQLException {
        long begin = System.nanoTime();
        long rows = 0;
        try (Connection connection = database.connect()) {
            // Without it the driver would take all rows into memory first.
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH);
                try (ResultSet row = statement.executeQuery(QUERY)) {
                    while (row.next()) {
                        rows++;
                    }
                }
            }
        }
        return rows / ((System.nanoTime() - begin) / 1e9);
    }
}
