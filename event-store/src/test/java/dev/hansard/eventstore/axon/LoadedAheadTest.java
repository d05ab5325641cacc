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

    @Test
    void what_the_log_does_not_know_is_not_looked_for_again() {
        LoadedAhead ahead = store.loadAhead(List.of("unheard of"));
        store.publish(createEvent("unheard of", 0));

        assertThat(ahead.using(() -> payloads("unheard of"))).isEmpty();
        assertThat(ahead.using(() -> payloads("unheard of"))).hasSize(1);
    }

    @Test
    void an_id_that_was_made_just_now_is_not_looked_for_but_in_a_second_try() {
        LoadedAhead made = LoadedAhead.nothingOf(AGGREGATE);

        assertThat(made.using(() -> payloads(AGGREGATE))).isEmpty();
        assertThat(made.using(() -> payloads(AGGREGATE))).hasSize(3);
    }

    @Test
    void one_within_another_finds_what_either_has() {
        LoadedAhead outer = LoadedAhead.nothingOf("made");
        LoadedAhead inner = store.loadAhead(List.of(AGGREGATE));
        store.publish(createEvent(AGGREGATE, 3));
        store.publish(createEvent("made", 0));

        outer.using(
                () ->
                        inner.using(
                                () -> {
                                    assertThat(LoadedAhead.has("made")).isTrue();
                                    assertThat(LoadedAhead.has("another")).isFalse();
                                    assertThat(payloads(AGGREGATE)).hasSize(3);
                                    assertThat(payloads("made")).isEmpty();
                                    assertThat(LoadedAhead.has("made")).isFalse();
                                    return true;
                                }));
    }

    private List<Object> payloads(String aggregate) {
        return store.readEvents(aggregate)
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }
}
