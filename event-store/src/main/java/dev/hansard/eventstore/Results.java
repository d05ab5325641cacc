package dev.hansard.eventstore;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The results of several statements that were sent together, one after the other. */
final class Results {

    /** What to do with each row. */
    interface Row {
        void accept(ResultSet row) throws SQLException;
    }

    private final PreparedStatement statement;

    Results(PreparedStatement statement) {
        this.statement = statement;
    }

    void skip(int results) throws SQLException {
        for (int i = 0; i < results; i++) {
            statement.getMoreResults();
        }
    }

    void next(Row consumer) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                consumer.accept(rows);
            }
        }
        statement.getMoreResults();
    }
}
