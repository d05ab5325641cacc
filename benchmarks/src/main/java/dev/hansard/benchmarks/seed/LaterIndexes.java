package dev.hansard.benchmarks.seed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes of a table that is being filled, but for its primary key: to make them at the end
 * takes a fifth of what it takes to keep them up to date with every row.
 */
final class LaterIndexes {

    private static final String OTHERS_THAN_THE_KEY =
            """
            select indexrelid::regclass, pg_get_indexdef(indexrelid)
              from pg_index where indrelid = '%s'::regclass and not indisprimary""";

    private final List<String> definitions = new ArrayList<>();

    private LaterIndexes() {}

    /** Drops them. */
    static LaterIndexes of(String table, Connection connection) throws SQLException {
        var indexes = new LaterIndexes();
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(OTHERS_THAN_THE_KEY.formatted(table))) {
                while (row.next()) {
                    names.add(row.getString(1));
                    indexes.definitions.add(row.getString(2));
                }
            }
            for (String name : names) {
                statement.execute("drop index " + name);
            }
        }
        return indexes;
    }

    /** Makes them anew. */
    void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '512MB'");
            for (String definition : definitions) {
                statement.execute(definition);
            }
        }
    }
}
