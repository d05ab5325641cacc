package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.ofTenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.eventstore.AppendContext.Idempotency;
import dev.hansard.eventstore.AppendContext.Quiet;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestEvents;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** A writer that is alone is quick, and one that only thinks it is alone is still right. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForesightTest {

    private static TestDatabase database;

    private final FaultyDataSource statements = new FaultyDataSource(database.dataSource());
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T05:06:07Z"));
    private final TestNode one = TestNode.on(statements.dataSource(), clock);
    private final TestNode other = TestNode.on(database.dataSource());
    private int next;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void emptyStore() {
        database.clear();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void from_the_third_append_on_one_that_is_alone_needs_one_round_trip() {
        assertThat(roundTrips(() -> append(one))).isEqualTo(2);
        assertThat(roundTrips(() -> append(one))).isEqualTo(2);
        assertThat(roundTrips(() -> append(one))).isEqualTo(1);
        assertThat(roundTrips(() -> append(one))).isEqualTo(1);
    }

    @Test
    void when_another_has_written_meanwhile_it_looks_and_goes_on_behind_it() {
        isAlone();
        other.appender().append(TestEvents.append(event("other", 0)));

        AppendReceipt receipt = append(one);

        assertThat(receipt.firstPosition()).isEqualTo(one.log().head()).isEqualTo(6);
        assertThat(one.log().read(0, 10))
                .extracting(RecordedEvent::tenantSequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void two_that_alternate_foresee_nothing() {
        isAlone();
        for (int i = 0; i < 3; i++) {
            other.appender().append(TestEvents.append(event("other", i)));
            append(one);
        }
        other.appender().append(TestEvents.append(event("other", 3)));

        assertThat(roundTrips(() -> append(one))).isEqualTo(2);
    }

    @Test
    void what_another_took_is_refused() {
        isAlone();
        other.appender().append(TestEvents.append(event("taken", 0)));
        assertThatExceptionOfType(AlreadyRecordedException.class)
                .isThrownBy(() -> one.appender().append(TestEvents.append(event("taken", 0))));

        isAlone();
        assertThatExceptionOfType(AlreadyRecordedException.class)
                .as("also where the log ends as foreseen")
                .isThrownBy(() -> one.appender().append(TestEvents.append(event("taken", 0))));
        assertThat(append(one).lastPosition()).isEqualTo(one.log().head());
    }

    @Test
    void a_key_that_was_used_is_refused_and_one_that_is_forgotten_is_not() {
        append(one, "k");
        isAlone();

        assertThatExceptionOfType(IdempotencyKeyTakenException.class)
                .isThrownBy(() -> append(one, "k"));
        clock.move(Duration.ofHours(25));
        isAlone();
        assertThat(roundTrips(() -> append(one, "k"))).isEqualTo(1);
        assertThat(one.answers().keptAnswer("default", "k")).isPresent();
    }

    @Test
    void a_condition_about_the_past_is_looked_up() {
        isAlone();
        var context = new AppendContext(null);
        context.requireQuiet(new Quiet("mine", 0));

        assertThatExceptionOfType(NotQuietException.class)
                .isThrownBy(
                        () ->
                                one.appender()
                                        .append(TestEvents.append(context, event("theirs", 0))));
    }

    @Test
    void a_tenant_that_was_not_written_to_yet_is_looked_up() {
        isAlone();

        assertThat(
                        roundTrips(
                                () ->
                                        one.appender()
                                                .append(
                                                        TestEvents.append(
                                                                ofTenant("new", "n", 0)))))
                .isEqualTo(2);
        assertThat(
                        roundTrips(
                                () ->
                                        one.appender()
                                                .append(
                                                        TestEvents.append(
                                                                ofTenant("new", "n", 1)))))
                .isEqualTo(1);
    }

    @Test
    void after_a_pause_a_dead_connection_is_found_before_anything_is_written() {
        isAlone();
        clock.move(Duration.ofSeconds(1));

        assertThat(roundTrips(() -> append(one))).isEqualTo(2);
        assertThat(roundTrips(() -> append(one))).isEqualTo(1);
    }

    @Test
    void instants_do_not_go_back_with_the_clock() {
        isAlone();
        Instant before = append(one).recordedAt();
        clock.move(Duration.ofMinutes(-5));

        assertThat(append(one).recordedAt()).isEqualTo(before);
    }

    @Test
    void an_answer_that_is_lost_is_looked_up() {
        isAlone();
        statements.onCommit(
                (connection, write) -> {
                    write.run();
                    throw new SQLException("the line is dead", "08006");
                });

        AppendReceipt receipt = append(one);

        assertThat(receipt.lastPosition()).isEqualTo(one.log().head());
        assertThat(append(one).lastPosition()).isEqualTo(receipt.lastPosition() + 1);
    }

    private void isAlone() {
        for (int i = 0; i < 4; i++) {
            append(one);
        }
    }

    private AppendReceipt append(TestNode node) {
        return node.appender().append(TestEvents.append(event("mine", next++)));
    }

    private AppendReceipt append(TestNode node, String key) {
        var context = new AppendContext(new Idempotency("default", key, new byte[] {1}));
        return node.appender().append(TestEvents.append(context, event("mine", next++)));
    }

    private int roundTrips(Runnable append) {
        int before = statements.prepared();
        append.run();
        return statements.prepared() - before;
    }
}
