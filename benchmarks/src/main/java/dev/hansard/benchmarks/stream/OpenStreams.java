package dev.hansard.benchmarks.stream;

import dev.hansard.benchmarks.postgres.Database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Many streams that are open at once, each of a conversation of its own. */
final class OpenStreams implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final String POSITIONS =
            """
            select position from event
             where aggregate_id = ? and position > ? order by position""";

    private final Database database;
    private final long after;
    private final List<Listener> listeners = new ArrayList<>();

    private OpenStreams(Database database, long after) {
        this.database = database;
        this.after = after;
    }

    /** Opens streams of {@code talk-0}, {@code talk-1}, … */
    static OpenStreams open(Database database, int port, int number)
            throws SQLException, IOException, InterruptedException {
        long head = database.number("select position from log_head");
        var streams = new OpenStreams(database, head);
        for (int i = 0; i < number; i++) {
            streams.listeners.add(new Listener(port, "talk-" + i, head).start());
        }
        for (Listener listener : streams.listeners) {
            listener.awaitOpen();
        }
        return streams;
    }

    /**
     * Waits until everybody was told everything.
     *
     * @throws IOException if somebody was told something else, or twice, or not in order
     */
    void check() throws SQLException, IOException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try (Connection connection = database.connect()) {
            for (int i = 0; i < listeners.size(); i++) {
                List<Long> wanted = positions(connection, "default/conversation/talk-" + i);
                List<Long> told = listeners.get(i).positions();
                while (told.size() < wanted.size() && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                    told = listeners.get(i).positions();
                }
                if (!told.equals(wanted)) {
                    throw new IOException("talk-%d was told %s of %s".formatted(i, told, wanted));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Listener listener : listeners) {
            listener.end();
        }
    }

    private List<Long> positions(Connection connection, String conversation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POSITIONS)) {
            statement.setString(1, conversation);
            statement.setLong(2, after);
            List<Long> positions = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    positions.add(rows.getLong(1));
                }
            }
            return positions;
        }
    }
}
