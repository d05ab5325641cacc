package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.eventstore.AppendContext.Idempotency;
import dev.hansard.eventstore.AppendContext.Quiet;
import dev.hansard.eventstore.AppendOutcome.Appended;
import dev.hansard.eventstore.AppendOutcome.Refused;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Several commands in one transaction: each loser alone is refused. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BatchTest {

    private final Batch batch = new Batch(new LogState(), Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void a_loser_leaves_no_trace_and_the_rest_goes_in() {
        assertThat(batch.add(append(event("a", 0)))).isInstanceOf(Appended.class);
        assertThat(batch.add(append(event("b", 0), event("a", 0))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isInstanceOf(AlreadyRecordedException.class));
        assertThat(batch.add(append(event("b", 0))))
                .isInstanceOfSatisfying(
                        Appended.class,
                        appended -> assertThat(appended.receipt().firstPosition()).isEqualTo(2));
        assertThat(batch.placed()).hasSize(2);
    }

    @Test
    void keys_and_activity_of_an_earlier_append_count_for_a_later_one() {
        var idempotent = new AppendContext(new Idempotency("default", "k", new byte[] {1}));
        var quiet = new AppendContext(null);
        quiet.requireQuiet(new Quiet("s1", 0));
        batch.add(append(idempotent, keyed("a", 0, "m1")));
        batch.add(append(event("default", "c1", 0, null, "s1", null)));

        assertThat(reason(append(idempotent, event("x", 0))))
                .isInstanceOf(IdempotencyKeyTakenException.class);
        assertThat(reason(append(keyed("a", 1, "m1")))).isInstanceOf(DedupeKeyTakenException.class);
        assertThat(reason(append(quiet, event("s1", 0)))).isInstanceOf(NotQuietException.class);
    }

    @Test
    void many_appends_are_one_transaction() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            var transaction =
                    new AppendTransaction(
                            Clock.systemUTC(), EventStoreSettings.DEFAULT, new Audience());

            var result =
                    transaction.run(
                            connection,
                            List.of(
                                    append(event("a", 0)),
                                    append(event("a", 0)),
                                    append(event("a", 1), event("b", 0))));

            assertThat(result.outcomes())
                    .hasExactlyElementsOfTypes(Appended.class, Refused.class, Appended.class);
            assertThat(new EventTable(database.dataSource()).after(0, 10))
                    .extracting(EventRow::position)
                    .containsExactly(1L, 2L, 3L);
        }
    }

    private RuntimeException reason(PendingAppend append) {
        return ((Refused) batch.add(append)).reason();
    }
}
