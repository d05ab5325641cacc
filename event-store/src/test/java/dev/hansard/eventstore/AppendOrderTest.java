package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.ofTenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;
import dev.hansard.proof.HashChain;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AppendOrderTest {

    private static final int WRITERS = 8;
    private static final int APPENDS = 50;

    private static TestDatabase database;
    private static TestNode one;
    private static TestNode other;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
        one = TestNode.on(database.dataSource());
        other = TestNode.on(database.anotherNode());
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void emptyStore() {
        database.clear();
    }

    @Test
    void positions_of_two_nodes_have_no_gap_and_every_append_is_there_once() throws Exception {
        List<AppendReceipt> receipts =
                concurrently(
                        writer -> {
                            TestNode node = writer % 2 == 0 ? one : other;
                            List<AppendReceipt> mine = new ArrayList<>();
                            for (int i = 0; i < APPENDS; i++) {
                                String id = "a" + writer;
                                mine.add(
                                        node.appender()
                                                .append(
                                                        append(
                                                                event(id, 2L * i),
                                                                event(id, 2L * i + 1))));
                            }
                            return mine;
                        });

        List<RecordedEvent> log = one.log().read(0, 10_000);
        long total = 2L * WRITERS * APPENDS;
        assertThat(log)
                .extracting(RecordedEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
        assertThat(log)
                .extracting(RecordedEvent::tenantSequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
        assertThat(log).extracting(RecordedEvent::recordedAt).isSorted();
        assertThat(receipts).extracting(AppendReceipt::lastPosition).doesNotHaveDuplicates();
        assertThat(one.log().head()).isEqualTo(total);
    }

    @Test
    void of_writers_that_expect_the_same_place_one_wins_each_time() throws Exception {
        List<Long> won =
                concurrently(
                        writer -> {
                            TestNode node = writer % 2 == 0 ? one : other;
                            List<Long> mine = new ArrayList<>();
                            for (long sequence = 0; sequence < APPENDS; sequence++) {
                                try {
                                    node.appender().append(append(event("shared", sequence)));
                                    mine.add(sequence);
                                } catch (AlreadyRecordedException lost) {
                                    assertThat(lost.aggregateId()).isEqualTo("shared");
                                    assertThat(lost.sequence()).isEqualTo(sequence);
                                }
                            }
                            return mine;
                        });

        assertThat(won)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, APPENDS).boxed().toList());
        assertThat(one.log().head()).isEqualTo(APPENDS);
    }

    @Test
    void the_instant_of_an_event_never_goes_back_though_the_clock_does() {
        Instant start = Instant.parse("2026-03-01T12:00:00.123456789Z");
        var clock = new SettableClock(start);
        TestNode node = TestNode.on(database.dataSource(), clock);

        Instant first = node.appender().append(append(event("a", 0))).recordedAt();
        clock.move(Duration.ofHours(-1));
        Instant second = node.appender().append(append(event("a", 1))).recordedAt();
        clock.move(Duration.ofHours(2));
        Instant third = node.appender().append(append(event("a", 2))).recordedAt();

        assertThat(first).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
        assertThat(second).isEqualTo(first);
        assertThat(third).isEqualTo(first.plus(Duration.ofHours(1)));
        assertThat(node.log().read(0, 10))
                .extracting(RecordedEvent::recordedAt)
                .containsExactly(first, second, third);
    }

    @Test
    void each_tenant_has_a_sequence_and_a_chain_that_can_be_computed_again() throws Exception {
        for (int i = 0; i < 20; i++) {
            one.appender().append(append(ofTenant("t1", "t1/a", i), ofTenant("t2", "t2/a" + i, 0)));
        }

        for (String tenant : List.of("t1", "t2")) {
            byte[] head = HashChain.start();
            long sequence = 0;
            for (EventRow row : new EventTable(database.dataSource()).after(0, 100)) {
                if (row.tenant().equals(tenant)) {
                    assertThat(row.tenantSequence()).isEqualTo(++sequence);
                    assertThat(row.leaf()).isEqualTo(leafAgain(row));
                    head = HashChain.next(head, row.leaf());
                }
            }
            assertThat(sequence).isEqualTo(20);
            assertThat(headOf(tenant)).isEqualTo(head);
        }
    }

    private static byte[] leafAgain(EventRow row) {
        var event =
                new PendingEvent(
                        row.eventId(),
                        row.tenant(),
                        row.aggregateType(),
                        row.aggregateId(),
                        row.sequence(),
                        row.type(),
                        row.revision(),
                        row.userId(),
                        row.context(),
                        row.dedupeKey(),
                        row.actorKeyId(),
                        row.actorRole(),
                        row.correlationId(),
                        row.causationId(),
                        row.idempotencyKey(),
                        row.metadata(),
                        PendingPayload.plain(row.plainPayload()));
        return EventLeaf.of(event, row.tenantSequence(), row.recordedAt(), row.payload().salt());
    }

    private static byte[] headOf(String tenant) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "select head from tenant_head where tenant = ?")) {
            statement.setString(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }

    private interface Writer<T> {
        List<T> write(int number) throws Exception;
    }

    private static <T> List<T> concurrently(Writer<T> writer) throws Exception {
        List<T> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<T>>> tasks = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                tasks.add(() -> writer.write(number));
            }
            for (Future<List<T>> done : threads.invokeAll(tasks)) {
                all.addAll(done.get());
            }
        }
        return all;
    }
}
