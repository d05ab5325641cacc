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
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AudienceTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMinutes(1);

    private TestDatabase database;
    private TestNode first;

    @BeforeEach
    void startOne() {
        database = TestDatabase.create();
        first = started(LONG);
        await().until(() -> isFirst(first));
    }

    @AfterEach
    void stopIt() {
        first.close();
        database.close();
    }

    @Test
    void a_process_alone_notifies_nobody() throws Exception {
        assertThat(toldOf(first, 0)).containsExactly("the end");
    }

    @Test
    void the_first_one_notifies_as_long_as_another_one_listens() throws Exception {
        try (TestNode later = started(LONG)) {
            await().until(() -> isListening(2));

            assertThat(toldOf(first, 0)).containsExactly("1", "the end");
            assertThat(later.signal().awaitPast(0, SHORT)).isTrue();
        }
        await().until(() -> isListening(1));

        assertThat(toldOf(first, 1)).containsExactly("the end");
    }

    @Test
    void who_comes_later_notifies_always() throws Exception {
        try (TestNode later = started(LONG)) {
            await().until(() -> isListening(2));

            later.appender().append(append(event("a", 0)));

            assertThat(first.signal().awaitPast(0, SHORT)).isTrue();
        }
    }

    @Test
    void who_does_not_listen_notifies_always() throws Exception {
        try (TestNode silent = TestNode.on(database.anotherNode())) {
            silent.appender().append(append(event("a", 0)));

            assertThat(first.signal().awaitPast(0, SHORT)).isTrue();
        }
    }

    @Test
    void a_later_one_moves_up_when_the_first_has_gone() throws Exception {
        try (TestNode later = started(Duration.ofMillis(50))) {
            await().until(() -> isListening(2));
            assertThat(isFirst(later)).isFalse();

            first.signal().close();

            await().until(() -> isFirst(later));
            assertThat(toldOf(later, 0)).containsExactly("the end");
        }
    }

    @Test
    void one_whose_connection_was_lost_takes_nobody_for_absent() throws Exception {
        try (TestNode later = started(Duration.ofMillis(50))) {
            await().until(() -> isListening(2));

            database.execute(
                    """
                    select pg_terminate_backend(pid, 5000) from pg_locks
                     where locktype = 'advisory' and mode = 'ExclusiveLock' and objsubid = 1""");
            await().until(() -> isFirst(later));
            await().until(() -> isListening(2));

            first.appender().append(append(event("a", 0)));
            assertThat(later.signal().awaitPast(0, SHORT)).isTrue();
            assertThat(isFirst(first)).isFalse();
        }
    }

    private TestNode started(Duration safetyPoll) {
        TestNode node =
                TestNode.on(
                        database.anotherNode(),
                        Clock.systemUTC(),
                        EventStoreSettings.DEFAULT.withSafetyPoll(safetyPoll));
        node.signal().start();
        return node;
    }

    private static boolean isFirst(TestNode node) {
        return node.signal().audience().others() != null;
    }

    /** Whether so many hold a lock because they listen. */
    private boolean isListening(int wanted) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select count(*) from pg_locks
                                 where locktype = 'advisory' and granted and database =
                                       (select oid from pg_database where datname = current_database())""")) {
            return rows.next() && rows.getInt(1) == wanted;
        }
    }

    /** What somebody hears who listens without a word, while a node appends one event. */
    private List<String> toldOf(TestNode node, long sequence) throws SQLException {
        try (Connection connection = database.anotherNode().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("listen " + CommitSignal.CHANNEL);
            node.appender().append(append(event("a", sequence)));
            statement.execute("notify " + CommitSignal.CHANNEL + ", 'the end'");
            return Arrays.stream(connection.unwrap(PGConnection.class).getNotifications(0))
                    .map(PGNotification::getParameter)
                    .toList();
        }
    }
}
