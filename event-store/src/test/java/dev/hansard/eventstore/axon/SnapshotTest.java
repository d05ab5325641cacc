package dev.hansard.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvents;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.hansard.eventstore.StoreUnavailableException;
import dev.hansard.eventstore.testing.TestDatabase;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.util.List;

/** Snapshots shorten a load; they are never in the way of one. */
@Isolated("it listens to a logger that all use")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotTest {

    private static final String LONG_STATE = "the state of it all ".repeat(500);

    private static TestDatabase database;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
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
        node = AxonNode.on(database.anotherNode());
        store = node.store();
        store.publish(createEvents(10));
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        node.close();
    }

    @Test
    void a_load_begins_with_the_snapshot() {
        store.storeSnapshot(snapshot(6, LONG_STATE));

        assertThat(loaded()).hasSize(4).first().isEqualTo(LONG_STATE);
    }

    @Test
    void an_older_one_never_replaces_a_newer_one() {
        store.storeSnapshot(snapshot(6, "newer"));
        store.storeSnapshot(snapshot(4, "older"));

        assertThat(loaded()).hasSize(4).first().isEqualTo("newer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = set_byte(payload, 40, 255)",
                "payload = substr(payload, 1, 30)",
                "payload = ''",
                "type = 'of another version'",
                "revision = 'none'",
                "format = 3"
            })
    void one_that_cannot_be_read_is_passed_over(String damage) {
        store.storeSnapshot(snapshot(6, LONG_STATE));
        database.execute("update snapshot set " + damage);

        assertThat(loaded()).hasSize(10);
    }

    @Test
    void why_is_told_once_and_without_content() {
        store.storeSnapshot(snapshot(6, LONG_STATE));
        database.execute("update snapshot set revision = 'none'");

        loaded();
        loaded();

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "A snapshot is passed over, all events are read instead:"
                                + " cannot read a payload of text, revision none");
    }

    @Test
    void a_store_that_cannot_be_reached_is_no_reason_to_pass_it_over() throws Exception {
        node.node().dataSource().unwrap(com.zaxxer.hikari.HikariDataSource.class).close();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.readEvents("aggregate"));
    }

    private List<Object> loaded() {
        return store.readEvents("aggregate")
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }

    private static DomainEventMessage<?> snapshot(long sequence, String state) {
        return new GenericDomainEventMessage<>("type", "aggregate", sequence, state);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(HansardEventStore.class);
    }
}
