package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.AppendContext.Idempotency;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AppendFailureTest {

    private static TestDatabase database;
    private static TestNode healthy;

    private final FaultyDataSource faults = new FaultyDataSource(database.dataSource());
    private final TestNode node = nodeWithLockTimeout(Duration.ofSeconds(5));

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
        healthy = TestNode.on(database.dataSource());
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void emptyStore() {
        database.clear();
    }

    @Test
    void an_append_whose_connection_is_killed_before_the_commit_is_not_there() {
        faults.onCommit(
                (connection, write) -> {
                    terminate(connection.unwrap(PGConnection.class).getBackendPID());
                    write.run();
                });

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> node.appender().append(append(event("a", 0))));

        assertThat(healthy.log().head()).isZero();
        assertThat(node.appender().append(append(event("a", 0))).lastPosition()).isEqualTo(1);
    }

    @Test
    void an_append_whose_connection_is_killed_while_it_waits_for_its_turn_is_not_there()
            throws Exception {
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute(AppendLock.take(Duration.ofSeconds(5)));
            var append =
                    CompletableFuture.supplyAsync(
                            () -> node.appender().append(append(event("a", 0))));

            await().untilAsserted(() -> assertThat(terminateWaiting()).isEqualTo(1));

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(append::get)
                    .withCauseInstanceOf(StoreUnavailableException.class);
            holder.rollback();
        }
        assertThat(healthy.log().head()).isZero();
    }

    @Test
    void an_append_does_not_wait_for_its_turn_for_ever() throws Exception {
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute(AppendLock.take(Duration.ofSeconds(5)));

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(
                            () ->
                                    nodeWithLockTimeout(Duration.ofMillis(50))
                                            .appender()
                                            .append(append(event("a", 0))));
            holder.rollback();
        }
    }

    @Test
    void a_process_that_is_paused_in_its_turn_loses_it_and_the_others_go_on() throws Exception {
        try (Connection paused = database.dataSource().getConnection()) {
            paused.setAutoCommit(false);
            paused.createStatement().execute(AppendLock.take(Duration.ofMillis(100)));

            assertThat(node.appender().append(append(event("a", 0))).lastPosition()).isEqualTo(1);

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> paused.createStatement().execute("select 1"))
                    .satisfies(
                            silent ->
                                    assertThat(SqlFailure.of("append", silent))
                                            .isInstanceOf(StoreUnavailableException.class));
        }
    }

    @Test
    void a_lost_answer_to_a_commit_that_happened_is_a_success() {
        faults.onCommit(
                (connection, write) -> {
                    write.run();
                    throw new SQLException("the line is dead", "08006");
                });

        AppendReceipt receipt = node.appender().append(append(event("a", 0), event("a", 1)));

        assertThat(receipt.lastPosition()).isEqualTo(2);
        assertThat(healthy.log().head()).isEqualTo(2);
    }

    @Test
    void a_lost_answer_is_looked_up_for_a_command_without_events_too() {
        var context = new AppendContext(new Idempotency("default", "k", new byte[] {1}));
        faults.onCommit(
                (connection, write) -> {
                    write.run();
                    throw new SQLException("the line is dead", "08006");
                });

        assertThat(node.appender().keepAnswer(context).lastPosition()).isZero();
        assertThat(healthy.answers().keptAnswer("default", "k")).isPresent();
    }

    @Test
    void a_lost_answer_to_a_commit_that_did_not_happen_is_a_refusal() {
        faults.onCommit(
                (connection, write) -> {
                    connection.rollback();
                    throw new SQLException("the line is dead", "08006");
                });

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> node.appender().append(append(event("a", 0))));
        assertThat(healthy.log().head()).isZero();
    }

    @Test
    void when_the_look_up_fails_too_the_outcome_is_unknown() {
        faults.onCommit(
                (connection, write) -> {
                    write.run();
                    faults.goDown();
                    throw new SQLException("the line is dead", "08006");
                });

        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> node.appender().append(append(event("a", 0))));
        assertThat(refused("outcome-unknown")).isEqualTo(1);
    }

    @Test
    void without_a_server_everything_is_unavailable() {
        faults.goDown();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> node.appender().append(append(event("a", 0))));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> node.log().head());
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> node.log().read(0, 1));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> node.answers().keptAnswer("default", "k"));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> node.answers().forgetOld(1));
        assertThat(refused("unavailable")).isEqualTo(1);
    }

    @Test
    void a_database_without_tables_is_no_outage() {
        try (TestDatabase empty = TestDatabase.createEmpty()) {
            TestNode lost = TestNode.on(empty.dataSource());

            assertThatExceptionOfType(EventStoreException.class)
                    .isThrownBy(() -> lost.appender().append(append(event("a", 0))));
        }
    }

    private TestNode nodeWithLockTimeout(Duration timeout) {
        var defaults = EventStoreSettings.DEFAULT;
        var settings =
                new EventStoreSettings(
                        defaults.safetyPoll(),
                        timeout,
                        defaults.pageSize(),
                        defaults.answerLifetime(),
                        defaults.firstRetry(),
                        defaults.slowestRetry(),
                        defaults.queueLimit(),
                        defaults.batchLimit(),
                        defaults.compressAbove(),
                        defaults.leaseCheck());
        return TestNode.on(faults.dataSource(), Clock.systemUTC(), settings);
    }

    private double refused(String reason) {
        return node.meters().counter("hansard.append.refused", "reason", reason).count();
    }

    private static void terminate(int backend) {
        database.execute("select pg_terminate_backend(" + backend + ", 5000)");
    }

    private static int terminateWaiting() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select pg_terminate_backend(pid, 5000) from pg_locks
                                 where locktype = 'advisory' and not granted
                                   and database = (select oid from pg_database
                                                    where datname = current_database())""")) {
            int terminated = 0;
            while (rows.next()) {
                terminated++;
            }
            return terminated;
        }
    }
}
