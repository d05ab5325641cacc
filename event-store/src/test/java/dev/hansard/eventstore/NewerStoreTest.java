package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.eventstore.StoredTypes.StoredType;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestEvents;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** A version that is older than the store does not start on it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NewerStoreTest {

    private static final Map<String, Integer> KNOWN = Map.of("happened", 1);

    private TestDatabase database;
    private StoredTypes types;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        types = new StoredTypes(database.dataSource());
        types.register(List.of(new StoredType("happened", 1)));
        types.register(List.of(new StoredType("happened", 1)));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void tables_of_a_newer_version_are_left_alone_and_both_versions_are_named() {
        assertThatCode(() -> EventStoreSchema.migrate(database.dataSource()))
                .doesNotThrowAnyException();
        database.execute(
                """
                insert into event_store_schema_history
                select 99, '99', 'from the future', type, 'V99__future.sql', checksum, installed_by,
                       installed_on, execution_time, true
                  from event_store_schema_history where version = '1'""");

        assertThatExceptionOfType(NewerStoreException.class)
                .isThrownBy(() -> EventStoreSchema.migrate(database.dataSource()))
                .withMessageContaining("tables of event-store are of version 99")
                .withMessageMatching(".* up to version [0-9]+; .*");
    }

    @Test
    void events_of_a_newer_revision_or_of_an_unknown_type_are_named_with_both_revisions() {
        append();
        types.register(List.of(new StoredType("happened", 2)));
        database.execute("update event set revision = 2");

        assertThatExceptionOfType(NewerStoreException.class)
                .isThrownBy(() -> types.requireKnown(KNOWN))
                .withMessageContaining("type happened in revision 2, the last at position 1")
                .withMessageContaining("up to revision 1");
        types.register(List.of(new StoredType("unheard", 1)));
        database.execute("update event set type = 'unheard', revision = 1");
        assertThatExceptionOfType(NewerStoreException.class)
                .isThrownBy(() -> types.requireKnown(KNOWN))
                .withMessageContaining("type unheard in revision 1")
                .withMessageContaining("no such type");
    }

    @Test
    void what_a_newer_version_could_have_written_and_did_not_is_no_hindrance() {
        append();
        types.register(List.of(new StoredType("happened", 2), new StoredType("unheard", 1)));

        assertThatCode(() -> types.requireKnown(KNOWN)).doesNotThrowAnyException();
    }

    private void append() {
        try (TestNode node = TestNode.on(database.dataSource())) {
            node.appender().append(TestEvents.append(TestEvents.event("a", 0)));
        }
    }
}
