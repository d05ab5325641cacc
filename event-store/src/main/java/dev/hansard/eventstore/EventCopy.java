package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import javax.sql.DataSource;

/**
 * Many rows of the log by one COPY, a stretch of them at a time, so that the keys to a stretch are
 * looked up together.
 */
final class EventCopy {

    private static final Logger LOG = LoggerFactory.getLogger(EventCopy.class);

    /** A stretch ends with the row that makes it this long or this large. */
    private static final int STRETCH_ROWS = 500;

    private static final int STRETCH_BYTES = 1 << 20;

    /** A statement that COPY takes, which has no parameters. */
    interface Copied {
        String sql(PGConnection connection) throws SQLException;
    }

    private final DataSource dataSource;
    private final Seals seals;

    EventCopy(DataSource dataSource, Seals seals) {
        this.dataSource = dataSource;
        this.seals = seals;
    }

    /**
     * Hands on every row.
     *
     * @param each false ends the reading
     */
    void stream(Copied copied, Predicate<EventRow> each) {
        try {
            Connection connection = dataSource.getConnection();
            boolean whole = false;
            try {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute(EventTable.IN_ORDER);
                }
                PGConnection server = connection.unwrap(PGConnection.class);
                String copy = "copy (" + copied.sql(server) + ") to stdout (format binary)";
                whole = receive(server.getCopyAPI().copyOut(copy), new Stretch(each));
            } finally {
                release(connection, whole);
            }
        } catch (SQLException e) {
            throw SqlFailure.of("read the log", e);
        }
    }

    /** Whether all of it was received. */
    private static boolean receive(CopyOut copy, Stretch stretch) throws SQLException {
        var rows = new CopiedRows(stretch::keys);
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            if (!stretch.add(rows.next(message))) {
                return false;
            }
        }
        return true;
    }

    /** What is left of a COPY that was not read to its end goes with its connection. */
    private static void release(Connection connection, boolean usable) {
        try (connection) {
            if (usable) {
                connection.rollback();
            } else {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.debug("a connection did not close well", e);
        }
    }

    /** Rows that share their keys, held back until the last of them is there. */
    private final class Stretch {

        private final Predicate<EventRow> each;
        private final List<EventRow> rows = new ArrayList<>();
        private PageKeys keys = new PageKeys(seals);
        private long bytes;

        Stretch(Predicate<EventRow> each) {
            this.each = each;
        }

        PageKeys keys() {
            return keys;
        }

        /**
         * Takes the next row; null for the end.
         *
         * @return false when nobody wants more
         */
        boolean add(@Nullable EventRow row) {
            if (row != null) {
                rows.add(row);
                bytes += row.stored().length;
                if (rows.size() < STRETCH_ROWS && bytes < STRETCH_BYTES) {
                    return true;
                }
            }
            boolean wanted = rows.stream().allMatch(each);
            rows.clear();
            bytes = 0;
            keys = new PageKeys(seals);
            return wanted;
        }
    }
}
