package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

import javax.sql.DataSource;

/**
 * Hears of the commits of other nodes, on a connection and a thread of its own. A lost connection
 * is made again, with growing pauses.
 */
final class CommitListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitListener.class);

    private final DataSource dataSource;
    private final EventStoreSettings settings;
    private final Audience audience;
    private final LongConsumer heard;
    private final Worker worker = Worker.waiting("hansard-commits", this::listenForEver);

    /**
     * @param audience in which it takes a place
     * @param heard is told the head of the log after each notification or safety poll
     */
    CommitListener(
            DataSource dataSource,
            EventStoreSettings settings,
            Audience audience,
            LongConsumer heard) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.audience = audience;
        this.heard = heard;
    }

    void start() {
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
    }

    private void listenForEver() throws InterruptedException {
        var backoff = new Backoff(settings);
        while (worker.isRunning()) {
            @Nullable Exception failure = listenUntilLost(backoff);
            if (worker.isRunning()) {
                LOG.warn(
                        "not listening for commits of other nodes: {}",
                        failure == null ? "" : failure.getMessage());
                worker.pause(backoff.next());
            }
        }
    }

    private @Nullable Exception listenUntilLost(Backoff backoff) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(true);
            listen(connection, backoff);
            return null;
        } catch (SQLException | RuntimeException e) {
            return e;
        } finally {
            audience.lost();
        }
    }

    private void listen(Connection connection, Backoff backoff) throws SQLException {
        try (Statement listen = connection.createStatement();
                PreparedStatement head =
                        connection.prepareStatement("select position from log_head")) {
            listen.execute("listen " + CommitSignal.CHANNEL);
            audience.join(connection);
            PGConnection notifications = connection.unwrap(PGConnection.class);
            int poll = Math.toIntExact(settings.safetyPoll().toMillis());
            long movedUp = System.nanoTime();
            OptionalLong told = OptionalLong.empty();
            while (worker.isRunning()) {
                // First the head, then the wait: what came before LISTEN is not missed.
                heard.accept(told.isPresent() ? told.getAsLong() : position(head));
                backoff.reset();
                told = told(notifications.getNotifications(poll));
                if (System.nanoTime() - movedUp >= settings.safetyPoll().toNanos()) {
                    audience.moveUp(connection);
                    movedUp = System.nanoTime();
                }
            }
            audience.leave(connection);
            listen.execute("unlisten *");
        }
    }

    /** The position that notifications tell; empty if there were none, or one that tells none. */
    private static OptionalLong told(PGNotification @Nullable [] notifications) {
        if (notifications == null || notifications.length == 0) {
            return OptionalLong.empty();
        }
        try {
            return Arrays.stream(notifications)
                    .mapToLong(notification -> Long.parseLong(notification.getParameter()))
                    .max();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static long position(PreparedStatement head) throws SQLException {
        try (ResultSet row = head.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
