package dev.hansard.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A look-up of keys that is sent along with another statement, in its round trip. For one thread.
 */
public interface KeyLookUp {

    /** The statement, without the end of the one before it. */
    String sql();

    /** Fills in its parameters. */
    void bind(Parameters parameters) throws SQLException;

    /** Takes a row that was found. */
    void found(ResultSet row) throws SQLException;

    /** Says that these were all rows. */
    void done();
}
