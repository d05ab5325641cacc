package dev.hansard.eventstore.seal;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.eventstore.AggregateRows;
import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.EventRow;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.Seals.AppendKey;
import dev.hansard.eventstore.testing.SealedLog;
import dev.hansard.eventstore.testing.TestSeals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Keys that come with the rows of aggregates, in one round trip. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeysAlongTest extends SealedLog {

    private static final KeyOwner ANN = KeyOwner.of("default", "ann");
    private static final KeyOwner BEN = KeyOwner.of("default", "ben");

    @Test
    void the_key_of_whose_an_aggregate_is_comes_with_it() {
        write("ann");
        seals = TestSeals.of(database.dataSource());

        List<EventRow> rows = load(List.of()).values().iterator().next();
        database.execute("truncate data_key");

        assertThat(rows)
                .extracting(row -> new String(row.plainPayload(), StandardCharsets.UTF_8))
                .containsExactly("payload of ann 0");
    }

    @Test
    void whoever_has_no_key_has_a_new_one_in_memory_then() {
        write("ann");
        load(List.of(BEN));
        AppendKey made = seals.toAppend(BEN).orElseThrow();
        TestSeals.of(database.dataSource()).toSeal(BEN);

        assertThat(made.made()).isNotNull();
        assertThat(seals.toAppend(BEN).orElseThrow().made()).isSameAs(made.made());
    }

    @Test
    void a_new_one_that_is_in_memory_stays() {
        write("ann");
        AppendKey made = seals.toAppend(BEN).orElseThrow();
        load(List.of(BEN));

        assertThat(seals.toAppend(BEN).orElseThrow().made()).isNotNull().isSameAs(made.made());
    }

    @Test
    void who_was_erased_gets_none() {
        write("ann");
        database.execute("select erase('default', 'ann', null, null, now())");
        seals = TestSeals.of(database.dataSource());
        load(List.of(ANN));

        assertThatExceptionOfType(ErasedException.class).isThrownBy(() -> seals.toAppend(ANN));
    }

    private Map<String, List<EventRow>> load(List<KeyOwner> owners) {
        String aggregateId = node.log().read(0, 1).getFirst().aggregateId();
        return new AggregateRows(new EventTable(database.dataSource(), seals))
                .of(List.of(aggregateId), owners, 10);
    }

    private void write(String user) {
        node.appender().append(append(sealed(event("default", user, 0, user, null, null), seals)));
    }
}
