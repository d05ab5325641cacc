package dev.hansard.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvent;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvents;

import dev.hansard.eventstore.AppendContext;
import dev.hansard.eventstore.AppendContext.Idempotency;
import dev.hansard.eventstore.AppendReceipt;
import dev.hansard.eventstore.EnvelopeKeys;
import dev.hansard.eventstore.EventRow;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.IdempotencyKeyTakenException;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.testing.TestDatabase;

import org.axonframework.common.AxonConfigurationException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HansardEventStoreTest {

    private static TestDatabase database;

    private AxonNode node;
    private HansardEventStore store;

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
        node = AxonNode.on(database.dataSource());
        store = node.store();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void without_a_unit_of_work_an_append_is_there_when_publish_returns() {
        store.publish(createEvents(3));

        assertThat(node.node().log().head()).isEqualTo(3);
        assertThat(node.node().signal().head()).isEqualTo(3);
    }

    @Test
    void a_unit_of_work_over_several_aggregates_is_one_append_with_the_context_of_its_thread()
            throws Exception {
        var context = new AppendContext(new Idempotency("default", "k", new byte[] {1}));

        context.run(
                () -> {
                    DefaultUnitOfWork.startAndGet(null)
                            .execute(
                                    () -> {
                                        store.publish(createEvent("a", 0));
                                        store.publish(createEvent("b", 0));
                                        assertThat(node.node().log().head()).isZero();
                                    });
                    return null;
                });

        assertThat(context.receipt()).isNotNull();
        assertThat(context.receipt())
                .isEqualTo(
                        new AppendReceipt(
                                1, 2, node.node().log().at(1).orElseThrow().recordedAt()));
        assertThat(node.node().answers().keptAnswer("default", "k"))
                .hasValueSatisfying(
                        kept -> assertThat(kept.receipt()).isEqualTo(context.receipt()));
    }

    @Test
    void a_refusal_fails_the_unit_of_work_and_leaves_nothing() throws Exception {
        store.publish(createEvent("b", 0));
        var context = new AppendContext(null);

        context.run(
                () -> {
                    var result =
                            DefaultUnitOfWork.startAndGet(null)
                                    .executeWithResult(
                                            () -> {
                                                store.publish(createEvent("a", 0));
                                                store.publish(createEvent("b", 1));
                                                store.publish(createEvent("b", 1));
                                                return null;
                                            });
                    assertThat(result.exceptionResult()).isInstanceOf(ConcurrencyException.class);
                    return null;
                });

        assertThat(context.receipt()).isNull();
        assertThat(node.node().log().head()).isEqualTo(1);
    }

    @Test
    void refusals_that_axon_does_not_know_come_through_as_they_are() throws Exception {
        var context = new AppendContext(new Idempotency("default", "k", new byte[] {1}));
        publishIn(context, createEvent("a", 0));

        assertThatExceptionOfType(IdempotencyKeyTakenException.class)
                .isThrownBy(
                        () ->
                                publishIn(
                                        new AppendContext(context.idempotency()),
                                        createEvent("a", 1)));
    }

    @Test
    void a_command_cannot_append_twice() throws Exception {
        var context = new AppendContext(null);
        publishIn(context, createEvent("a", 0));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> publishIn(context, createEvent("a", 1)));
        assertThat(node.node().log().head()).isEqualTo(1);
    }

    private void publishIn(AppendContext context, EventMessage<?> event) throws Exception {
        context.run(
                () -> {
                    store.publish(event);
                    return null;
                });
    }

    @Test
    void nothing_to_publish_writes_nothing() {
        node.engine().appendEvents(List.of());

        assertThat(node.node().log().head()).isZero();
    }

    @Test
    void envelope_metadata_become_columns_and_come_back() {
        Map<String, Object> metaData =
                Map.ofEntries(
                        Map.entry(EnvelopeKeys.TENANT, "t1"),
                        Map.entry(EnvelopeKeys.USER_ID, "u1"),
                        Map.entry(EnvelopeKeys.CONTEXT, "t1/session/s1"),
                        Map.entry(EnvelopeKeys.DEDUPE_KEY, "m1"),
                        Map.entry(EnvelopeKeys.ACTOR_KEY_ID, "key"),
                        Map.entry(EnvelopeKeys.ACTOR_ROLE, "agent"),
                        Map.entry(EnvelopeKeys.CORRELATION_ID, "co"),
                        Map.entry(EnvelopeKeys.CAUSATION_ID, "ca"),
                        Map.entry(EnvelopeKeys.IDEMPOTENCY_KEY, "ik"),
                        Map.entry("zeta", "last"),
                        Map.entry("alpha", "first\u0000"));
        store.publish(
                new GenericDomainEventMessage<>(
                        "conversation", "t1/conversation/c1", 0, "hello", metaData));

        RecordedEvent event = node.node().log().at(1).orElseThrow();
        assertThat(event)
                .extracting(
                        RecordedEvent::tenant,
                        RecordedEvent::userId,
                        RecordedEvent::context,
                        RecordedEvent::dedupeKey,
                        RecordedEvent::actorKeyId,
                        RecordedEvent::actorRole,
                        RecordedEvent::correlationId,
                        RecordedEvent::causationId,
                        RecordedEvent::idempotencyKey)
                .containsExactly(
                        "t1", "u1", "t1/session/s1", "m1", "key", "agent", "co", "ca", "ik");
        assertThat(event.aggregateType()).isEqualTo("conversation");
        assertThat(event.type()).isEqualTo("text");
        assertThat(new EventTable(database.dataSource()).after(0, 1).getFirst().metadata())
                .isEqualTo("{\"alpha\":\"first\\u0000\",\"zeta\":\"last\"}");
        DomainEventMessage<?> loaded = store.readEvents("t1/conversation/c1").next();
        assertThat(loaded.getMetaData()).isEqualTo(MetaData.from(metaData));
        assertThat(loaded.getTimestamp()).isEqualTo(event.recordedAt());
        assertThat(loaded.getPayload()).isEqualTo("hello");
    }

    @Test
    void a_large_payload_is_kept_compressed() {
        String large = "all the world's a stage ".repeat(100);
        store.publish(new GenericDomainEventMessage<>("thing", "a", 0, large));
        store.publish(new GenericDomainEventMessage<>("thing", "a", 1, "small"));

        assertThat(new EventTable(database.dataSource()).after(0, 2))
                .extracting(EventRow::format)
                .containsExactly(1, 0);
        assertThat(store.readEvents("a").next().getPayload()).isEqualTo(large);
    }

    @Test
    void tokens_of_other_stores_are_refused() {
        var foreign = new ReplayToken(new GlobalSequenceTrackingToken(1));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> store.openStream(foreign));
    }

    @Test
    void a_store_needs_an_engine_and_a_signal_and_an_engine_its_parts() {
        assertThatExceptionOfType(AxonConfigurationException.class)
                .isThrownBy(() -> HansardEventStore.builder().build());
        assertThatExceptionOfType(AxonConfigurationException.class)
                .isThrownBy(() -> HansardEventStore.builder().storageEngine(node.engine()).build());
        assertThatExceptionOfType(AxonConfigurationException.class)
                .isThrownBy(() -> PostgresEventStorageEngine.builder().build());
    }

    @Test
    void the_last_sequence_of_an_aggregate_is_known() {
        assertThat(store.lastSequenceNumberFor("aggregate")).isEmpty();

        store.publish(createEvents(4));

        assertThat(store.lastSequenceNumberFor("aggregate")).contains(3L);
        assertThat(
                        new EventTable(database.dataSource())
                                .lastSequences(List.of("aggregate", "unheard of")))
                .containsExactly(Map.entry("aggregate", 3L));
    }
}
