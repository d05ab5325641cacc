package dev.hansard.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.AGGREGATE;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvent;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvents;

import dev.hansard.eventstore.testing.TestDatabase;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Many aggregates that are read before they are loaded. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LoadedAheadTest {

    private TestDatabase database;
    private AxonNode node;
    private HansardEventStore store;

    @BeforeEach
    void createStore() {
        database = TestDatabase.create();
        node = AxonNode.on(database.anotherNode());
        store = node.store();
        store.publish(createEvents(3));
        store.publish(createEvent("another", 0));
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    @Test
    void each_is_what_a_load_finds_with_its_snapshot_or_without() {
        store.storeSnapshot(
                new GenericDomainEventMessage<>("type", AGGREGATE, 1, "what there was"));
        LoadedAhead ahead = store.loadAhead(List.of(AGGREGATE, "another", "unheard of"));

        for (String aggregate : List.of(AGGREGATE, "another", "unheard of")) {
            assertThat(ahead.using(() -> payloads(aggregate))).isEqualTo(payloads(aggregate));
        }
        assertThat(payloads(AGGREGATE)).hasSize(2).first().isEqualTo("what there was");
    }

    @Test
    void it_is_used_once_and_then_the_store_is_read() {
        LoadedAhead ahead = store.loadAhead(List.of(AGGREGATE));
        store.publish(createEvent(AGGREGATE, 3));

        assertThat(ahead.using(() -> payloads(AGGREGATE))).hasSize(3);
        assertThat(ahead.using(() -> payloads(AGGREGATE))).hasSize(4);
    }

    @Test
    void who_was_not_meant_loads_from_the_store() {
        LoadedAhead ahead = store.loadAhead(List.of(AGGREGATE));
        store.publish(createEvent(AGGREGATE, 3));

        assertThat(payloads(AGGREGATE)).hasSize(4);
        assertThat(ahead.using(() -> payloads(AGGREGATE))).hasSize(3);
    }

    private List<Object> payloads(String aggregate) {
        return store.readEvents(aggregate)
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }
}
