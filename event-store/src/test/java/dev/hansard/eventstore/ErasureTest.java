package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.eventstore.testing.SealedLog;
import dev.hansard.eventstore.testing.TestNode;
import dev.hansard.eventstore.testing.TestSeals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ErasureTest extends SealedLog {

    @BeforeEach
    void appendSome() {
        node.appender().append(append(of("ann", 0)));
        node.appender().append(append(of("ben", 0)));
    }

    @Test
    void what_an_erased_user_said_cannot_be_read_any_more_and_all_else_can() {
        erase("ann", 1);
        seals.heardOf(1);

        List<RecordedEvent> log = node.log().read(0, 10);
        assertThat(log).extracting(RecordedEvent::erased).containsExactly(true, false, false);
        assertThatExceptionOfType(ErasedException.class)
                .isThrownBy(() -> log.getFirst().payload())
                .satisfies(e -> assertThat(e.owner()).isEqualTo(KeyOwner.of("default", "ann")));
        assertThat(log.get(1).payload()).isEqualTo("payload of ben 0");
        assertThat(log.get(2).payload()).isEqualTo("payload of ann 1");
    }

    @Test
    void nobody_seals_for_an_erased_user_again() {
        erase("ann", 1);
        assertThat(seals.toSeal(KeyOwner.of("default", "ann")))
                .as("a node that has not heard of it")
                .isPresent();
        seals.heardOf(1);

        assertThatExceptionOfType(ErasedException.class)
                .isThrownBy(() -> seals.toSeal(KeyOwner.of("default", "ann")));
        assertThatExceptionOfType(ErasedException.class)
                .isThrownBy(
                        () ->
                                TestSeals.of(database.dataSource())
                                        .toSeal(KeyOwner.of("default", "ann")));
    }

    @Test
    void what_was_sealed_before_the_erasure_does_not_come_in_after_it() {
        PendingAppend stalled = append(of("ann", 2));
        PendingAppend other = append(of("ben", 1));
        try (TestNode another = TestNode.on(database.anotherNode(), seals)) {
            PendingEvent tombstone = event("default", "ann", 1, "ann", null, null);
            another.appender().append(PendingAppend.erasing(tombstone));
        }
        node.appender().append(other);
        // Alone again, so that the next batches are foreseen.
        node.appender().append(append(of("ben", 2)));
        node.appender().append(append(of("ben", 3)));

        assertThatExceptionOfType(ErasedException.class)
                .isThrownBy(() -> node.appender().append(stalled));
        assertThat(node.log().head()).isEqualTo(6);
    }

    @Test
    void the_same_holds_for_an_erasure_by_this_node() {
        PendingAppend stalled = append(of("ann", 2));
        erase("ann", 1);
        node.appender().append(append(of("ben", 1)));
        node.appender().append(append(of("ben", 2)));

        assertThatExceptionOfType(ErasedException.class)
                .isThrownBy(() -> node.appender().append(stalled));
    }

    @Test
    void an_erasure_that_is_refused_destroys_nothing() {
        assertThatExceptionOfType(AlreadyRecordedException.class).isThrownBy(() -> erase("ann", 0));

        assertThat(TestSeals.of(database.dataSource()).toSeal(KeyOwner.of("default", "ann")))
                .isPresent();
    }

    @Test
    void with_a_tenant_everybody_in_it_is_erased_and_no_other_tenant_is() {
        node.appender().append(append(sealed(event("acme", "cat", 0, "cat", null, null), seals)));
        PendingAppend stalled = append(of("ben", 1));

        eraseTenant();

        assertThatExceptionOfType(ErasedException.class)
                .isThrownBy(() -> node.appender().append(stalled));
        seals.heardOf(1);
        assertThat(node.log().read(0, 10))
                .extracting(RecordedEvent::erased)
                .containsExactly(true, true, false, false);
        for (String user : List.of("ann", "somebody new")) {
            assertThatExceptionOfType(ErasedException.class)
                    .isThrownBy(() -> seals.toSeal(KeyOwner.of("default", user)));
        }
        assertThat(seals.toSeal(KeyOwner.of("acme", "cat"))).isPresent();
        assertThat(rowsOf("data_key where tenant = 'default'")).isZero();
    }

    @Test
    void a_key_that_comes_in_while_its_tenant_is_erased_is_of_no_use() {
        database.execute("create table late as select * from data_key where user_id = 'ann'");
        eraseTenant();
        database.execute("insert into data_key select * from late");
        PendingAppend stalled = append(of("ann", 1));
        seals.heardOf(1);

        assertThatExceptionOfType(ErasedException.class)
                .isThrownBy(() -> seals.toSeal(KeyOwner.of("default", "ann")));
        assertThatExceptionOfType(ErasedException.class)
                .isThrownBy(() -> node.appender().append(stalled));
        assertThat(node.log().read(0, 1).getFirst().erased()).isTrue();
    }

    private void eraseTenant() {
        PendingEvent tombstone = event("default", "the tenant", 0, null, null, null);
        node.appender().append(PendingAppend.erasing(tombstone));
    }

    private long rowsOf(String table) {
        return new Statements(database.dataSource(), "count")
                .query("select count(*) from " + table, parameters -> {}, row -> row.getLong(1))
                .getFirst();
    }

    private void erase(String userId, long sequence) {
        node.appender()
                .append(
                        PendingAppend.erasing(
                                event("default", userId, sequence, userId, null, null)));
    }

    private PendingEvent of(String userId, long sequence) {
        return sealed(event("default", userId, sequence, userId, null, null), seals);
    }
}
