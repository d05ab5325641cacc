package dev.hansard.tenancy.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.seal.SealedStore;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestEvents;
import dev.hansard.eventstore.testing.TestNode;
import dev.hansard.eventstore.testing.TestSeals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NodeRegistryTest {

    private final AtomicLong position = new AtomicLong();
    private final AtomicLong elsewhere = new AtomicLong(100);
    private final AtomicLong nanos = new AtomicLong();
    private final List<KeyOwner> forgotten = new ArrayList<>();
    private TestDatabase database;
    private TestNode store;
    private Forgetting forgetting;
    private NodeRegistry node;
    private ErasureTable table;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        store = TestNode.on(database.dataSource());
        var sealed =
                SealedStore.open(
                        database.dataSource(),
                        TestSeals.settings(TestSeals.KEY),
                        null,
                        Clock.systemUTC());
        table = new ErasureTable(database.dataSource());
        forgetting =
                new Forgetting(table, store.log(), sealed, store.signal(), List.of(forgotten::add));
        node =
                new NodeRegistry(
                        database.dataSource(),
                        store.log(),
                        position::get,
                        List.of(elsewhere::get),
                        forgetting,
                        nanos::get);
    }

    @AfterEach
    void stop() {
        store.close();
        database.close();
    }

    @Test
    void an_erasure_waits_for_every_node_that_may_answer() {
        assertThat(table.staysBehind(5)).as("there is no node").isFalse();
        node.beat();
        assertThat(table.staysBehind(5)).isTrue();
        position.set(5);
        assertThat(table.staysBehind(5)).as("it has not said so").isTrue();
        node.beat();
        assertThat(table.staysBehind(5)).isFalse();
    }

    @Test
    void it_waits_for_what_this_node_does_not_follow_itself() {
        position.set(5);
        elsewhere.set(4);
        node.beat();
        assertThat(table.staysBehind(5)).isTrue();

        elsewhere.set(5);
        node.beat();
        assertThat(table.staysBehind(5)).isFalse();
    }

    @Test
    void it_does_not_wait_for_a_node_that_has_stopped_or_may_not_answer_any_more() {
        node.beat();
        node.close();
        assertThat(table.staysBehind(5)).isFalse();
        node.beat();
        database.execute("update node set lease_until = clock_timestamp()");
        assertThat(table.staysBehind(5)).isFalse();
    }

    @Test
    void a_node_that_was_cut_off_answers_again_when_it_has_read_what_it_missed() {
        node.beat();
        assertThat(node.mayAnswer()).isTrue();
        store.appender().append(TestEvents.append(TestEvents.event("a", 0)));
        nanos.addAndGet(NodeRegistry.LEASE.plus(Duration.ofSeconds(1)).toNanos());
        assertThat(node.mayAnswer()).isFalse();

        node.beat();
        assertThat(node.mayAnswer()).as("it has not read on").isFalse();
        position.set(1);
        assertThat(node.mayAnswer()).isTrue();
    }

    @Test
    void from_its_start_it_says_by_itself_how_far_it_is_until_it_stops() {
        position.set(4);
        node.start();
        assertThat(table.staysBehind(5)).isTrue();

        position.set(5);
        await().until(() -> !table.staysBehind(5));

        node.close();
        assertThat(table.staysBehind(Long.MAX_VALUE)).as("there is no node").isFalse();
    }

    @Test
    void it_stops_also_when_nobody_can_be_told() {
        node.beat();
        database.close();

        assertThatNoException().isThrownBy(node::close);
    }
}
