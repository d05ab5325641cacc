package dev.hansard.benchmarks.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the server does against the loss of what it has acknowledged: a figure without it is none.
 *
 * @param settings by name, as the server says them
 */
public record Protection(Map<String, String> settings) {

    static Protection of(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name :
                new String[] {
                    "fsync", "synchronous_commit", "full_page_writes", "data_checksums"
                }) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show " + name)) {
                row.next();
                settings.put(name, row.getString(1));
            }
        }
        return new Protection(settings);
    }

    /** Whether all of it is on. */
    public boolean isComplete() {
        return settings.values().stream().allMatch("on"::equals);
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
