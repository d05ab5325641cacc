package dev.hansard.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/**
 * Single statements on a table, each on a connection of its own.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot be reached.
 */
public final class Statements {

    /** Makes something of a row. */
    @FunctionalInterface
    public interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final DataSource dataSource;
    private final String what;

    /**
     * @param what they do, for the message of what fails
     */
    public Statements(DataSource dataSource, String what) {
        this.dataSource = dataSource;
        this.what = what;
    }

    /** All rows of a query. */
    public <T> List<T> query(String sql, Parameters.Binding binding, Mapping<T> mapping) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(new Parameters(statement));
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(mapping.of(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw SqlFailure.of(what, e);
        }
    }

    /** Changes rows and answers how many. */
    public int update(String sql, Parameters.Binding binding) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(new Parameters(statement));
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailure.of(what, e);
        }
    }
}
