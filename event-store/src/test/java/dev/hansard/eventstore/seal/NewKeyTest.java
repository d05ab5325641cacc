package dev.hansard.eventstore.seal;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.eventstore.AlreadyRecordedException;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.KeyTakenException;
import dev.hansard.eventstore.NewKey;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.testing.SealedLog;
import dev.hansard.eventstore.testing.TestNode;
import dev.hansard.eventstore.testing.TestSeals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A new user's key is on disk when their first event is, and not before. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NewKeyTest extends SealedLog {

    private static final KeyOwner ANN = KeyOwner.of("default", "ann");

    @Test
    void the_key_comes_with_the_event() {
        PendingEvent first = annSays(0);
        assertThat(keysOnDisk()).isEmpty();
        assertThat(first.payload().newKey()).isNotNull().returns(false, NewKey::isKept);

        node.appender().append(append(first));

        assertThat(keysOnDisk()).hasSize(1);
        assertThat(annSays(1).payload().newKey()).isNull();
        assertThat(payloads()).containsExactly("payload of ann 0");
    }

    @Test
    void it_comes_with_the_event_also_where_that_was_foreseen() {
        write("ben", 0);
        write("ben", 1);
        write("ben", 2);
        write("ann", 0);

        assertThat(payloads()).hasSize(4).contains("payload of ann 0");
    }

    @Test
    void all_that_is_sealed_before_it_is_on_disk_has_the_same() {
        PendingEvent first = annSays(0);
        PendingEvent second = annSays(1);
        assertThat(second.payload().newKey()).isSameAs(first.payload().newKey());

        node.appender().append(append(first, second));

        assertThat(keysOnDisk()).hasSize(1);
        assertThat(payloads()).containsExactly("payload of ann 0", "payload of ann 1");
    }

    @Test
    void the_key_of_an_event_that_is_refused_comes_with_the_next() {
        PendingEvent event = annSays(0);
        node.appender().append(append(event("default", "ann", 0, "ann", null, null)));
        assertThatExceptionOfType(AlreadyRecordedException.class)
                .isThrownBy(() -> node.appender().append(append(event)));
        assertThat(keysOnDisk()).isEmpty();

        write("ann", 1);

        assertThat(keysOnDisk()).hasSize(1);
        assertThat(payloads()).contains("payload of ann 1");
    }

    @Test
    void where_another_node_was_first_what_was_sealed_is_refused_and_sealed_again() {
        PendingEvent mine = annSays(0);
        try (TestNode other =
                TestNode.on(database.dataSource(), TestSeals.of(database.dataSource()))) {
            other.appender().append(append(of(TestSeals.of(database.dataSource()), 1)));
        }

        assertThatExceptionOfType(KeyTakenException.class)
                .isThrownBy(() -> node.appender().append(append(mine)));
        assertThat(payloads()).containsExactly("payload of ann 1");

        write("ann", 0);
        assertThat(payloads()).containsExactly("payload of ann 1", "payload of ann 0");
    }

    @Test
    void so_is_what_was_foreseen_and_it_hurts_no_neighbour() {
        write("ben", 0);
        write("ben", 1);
        PendingEvent mine = annSays(0);
        var key = TestSeals.of(database.dataSource()).toSeal(ANN).orElseThrow();

        assertThatExceptionOfType(KeyTakenException.class)
                .isThrownBy(() -> node.appender().append(append(mine)));

        write("ben", 2);
        write("ann", 0);
        assertThat(payloads()).hasSize(4).contains("payload of ann 0");
        assertThat(seals.toSeal(ANN).orElseThrow().bytes()).isEqualTo(key.bytes());
    }

    @Test
    void it_is_kept_before_anything_else_is_sealed_with_it() {
        PendingEvent first = annSays(0);

        byte[] elsewhere = seals.toSeal(ANN).orElseThrow().bytes();

        assertThat(keysOnDisk()).hasSize(1);
        assertThatExceptionOfType(KeyTakenException.class)
                .isThrownBy(() -> node.appender().append(append(first)));
        write("ann", 0);
        assertThat(seals.toSeal(ANN).orElseThrow().bytes()).isEqualTo(elsewhere);
        assertThat(payloads()).containsExactly("payload of ann 0");
    }

    private PendingEvent annSays(long sequence) {
        return of(seals, sequence);
    }

    private static PendingEvent of(Seals seals, long sequence) {
        return sealed(event("default", "ann", sequence, "ann", null, null), seals);
    }

    private void write(String user, long sequence) {
        node.appender()
                .append(append(sealed(event("default", user, sequence, user, null, null), seals)));
    }

    private List<Object> payloads() {
        try (TestNode reader =
                TestNode.on(database.dataSource(), TestSeals.of(database.dataSource()))) {
            return reader.log().read(0, 10).stream().<Object>map(RecordedEvent::payload).toList();
        }
    }

    private List<DataKeyRow> keysOnDisk() {
        return new DataKeyTable(database.dataSource()).find(List.of(ANN));
    }
}
