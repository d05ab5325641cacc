package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommitSignalTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMinutes(1);

    private TestDatabase database;
    private TestNode writer;
    private TestNode reader;

    @BeforeEach
    void startTwoNodes() {
        database = TestDatabase.create();
        writer = TestNode.on(database.dataSource());
        reader = node(LONG);
    }

    @AfterEach
    void stopThem() {
        reader.close();
        database.close();
    }

    private TestNode node(Duration safetyPoll) {
        return TestNode.on(
                database.anotherNode(),
                Clock.systemUTC(),
                EventStoreSettings.DEFAULT.withSafetyPoll(safetyPoll));
    }

    @Test
    void a_commit_of_this_process_wakes_at_once_without_listening() throws Exception {
        var calls = new AtomicInteger();
        var registration = reader.signal().onCommit(calls::incrementAndGet);

        reader.appender().append(append(event("a", 0)));

        assertThat(reader.signal().awaitPast(0, Duration.ZERO)).isTrue();
        assertThat(reader.signal().head()).isEqualTo(1);
        assertThat(calls).hasValue(1);
        assertThat(reader.meters().get("hansard.log.head").gauge().value()).isEqualTo(1);

        registration.close();
        reader.appender().append(append(event("a", 1)));
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_commit_of_another_node_wakes_long_before_the_safety_poll() throws Exception {
        reader.signal().start();
        awaitListening();

        writer.appender().append(append(event("a", 0)));

        assertThat(reader.signal().awaitPast(0, SHORT)).isTrue();
    }

    @Test
    void what_was_committed_before_the_start_is_known_after_it() throws Exception {
        writer.appender().append(append(event("a", 0)));

        reader.signal().start();

        assertThat(reader.signal().awaitPast(0, SHORT)).isTrue();
    }

    @Test
    void a_killed_connection_is_made_again() throws Exception {
        reader.signal().start();
        awaitListening();

        database.execute("select pg_terminate_backend(" + listener() + ", 5000)");
        writer.appender().append(append(event("a", 0)));
        assertThat(reader.signal().awaitPast(0, SHORT)).isTrue();

        awaitListening();
        writer.appender().append(append(event("a", 1)));
        assertThat(reader.signal().awaitPast(1, SHORT)).isTrue();
    }

    @Test
    void a_notification_that_tells_no_position_is_answered_by_a_look() throws Exception {
        reader.signal().start();
        awaitListening();
        database.execute("update log_head set position = 5");
        database.execute("notify hansard_log");

        assertThat(reader.signal().awaitPast(4, SHORT)).isTrue();
    }

    @Test
    void without_notifications_the_safety_poll_finds_new_events() throws Exception {
        try (TestNode deaf = node(Duration.ofMillis(50))) {
            deaf.signal().start();
            writer.appender().append(append(event("a", 0)));
            assertThat(deaf.signal().awaitPast(0, SHORT)).isTrue();

            database.execute("update log_head set position = 2");

            assertThat(deaf.signal().awaitPast(1, SHORT)).isTrue();
        }
    }

    @Test
    void a_wait_ends_with_its_time() throws Exception {
        assertThat(reader.signal().awaitPast(0, Duration.ofMillis(20))).isFalse();
    }

    @Test
    void a_callback_that_fails_harms_nobody() {
        var calls = new AtomicInteger();
        reader.signal()
                .onCommit(
                        () -> {
                            throw new IllegalStateException();
                        });
        reader.signal().onCommit(calls::incrementAndGet);

        reader.appender().append(append(event("a", 0)));

        assertThat(calls).hasValue(1);
    }

    private void awaitListening() {
        await().until(() -> listener() != 0);
    }

    /** The connection that waits after LISTEN. */
    private int listener() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select pid from pg_stat_activity
                                 where datname = current_database() and state = 'idle'
                                   and query = 'select position from log_head'""")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
