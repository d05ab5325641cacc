package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.sized;
import static dev.hansard.eventstore.testing.TestEvents.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PostgresEventLogTest {

    private static SampleLog sample;
    private static EventLog log;
    private static List<RecordedEvent> all;

    @BeforeAll
    static void appendSome() {
        sample = SampleLog.write();
        log = sample.log();
        all = sample.events();
    }

    @AfterAll
    static void closeDatabase() {
        sample.close();
    }

    @Test
    void the_log_is_read_in_pages() {
        assertThat(log.head()).isEqualTo(all.size());
        assertThat(positions(log.read(10, 3))).containsExactly(11L, 12L, 13L);
        assertThat(log.read(log.head(), 3)).isEmpty();
    }

    @Test
    void events_are_found_by_their_positions() {
        assertThat(log.at(12)).map(RecordedEvent::position).contains(12L);
        assertThat(positions(log.at(List.of(30L, 7L, 12L)))).containsExactly(7L, 12L, 30L);
        assertThat(log.at(List.of())).isEmpty();
        assertThat(log.at(log.head() + 1)).isEmpty();
    }

    @Test
    void much_of_the_log_is_streamed_in_pages_and_equals_what_is_read() {
        List<List<RecordedEvent>> pages = new ArrayList<>();
        log.readPages(10, 47, 15, pages::add);

        assertThat(pages).extracting(List::size).containsExactly(15, 15, 7);
        List<RecordedEvent> streamed = pages.stream().flatMap(List::stream).toList();
        assertThat(streamed)
                .usingRecursiveComparison()
                .ignoringFields("plainPayload", "event")
                .isEqualTo(all.subList(10, 47));
        assertThat(streamed)
                .extracting(event -> event.plainPayload().get())
                .containsExactlyElementsOf(
                        all.subList(10, 47).stream().map(e -> e.plainPayload().get()).toList());
    }

    @Test
    void who_has_enough_of_a_stream_ends_it() {
        List<Long> seen = new ArrayList<>();
        log.readPages(
                0,
                log.head(),
                4,
                page -> {
                    seen.addAll(positions(page));
                    return seen.size() < 8;
                });

        assertThat(seen).hasSize(8);
        assertThat(log.read(0, 1)).hasSize(1);
    }

    @Test
    void a_page_of_a_stream_ends_where_its_payloads_become_large() {
        try (TestDatabase other = TestDatabase.create()) {
            TestNode large = TestNode.on(other.dataSource());
            for (int i = 0; i < 5; i++) {
                large.appender().append(append(sized("a", i, 1_500_000)));
            }
            List<Integer> sizes = new ArrayList<>();
            large.log().readPages(0, 5, 100, page -> sizes.add(page.size()));

            assertThat(sizes).containsExactly(2, 2, 1);
        }
    }

    @Test
    void an_aggregate_is_read_in_both_directions() {
        String id = "t1/conversation/c1";

        assertThat(log.readAggregate(id, 3, 4))
                .extracting(RecordedEvent::sequence)
                .containsExactly(3L, 4L, 5L, 6L);
        assertThat(log.readAggregateBackward(id, 3, 2))
                .extracting(RecordedEvent::sequence)
                .containsExactly(2L, 1L);
        assertThat(log.readAggregate(id, 0, 100)).allMatch(e -> e.version() == e.sequence() + 1);
    }

    @Test
    void an_event_is_found_by_its_key_and_by_its_position() {
        assertThat(log.findByDedupeKey("t1/conversation/c1", "key3"))
                .hasValueSatisfying(event -> assertThat(event.sequence()).isEqualTo(3));
        assertThat(log.findByDedupeKey("t1/conversation/c1", "none")).isEmpty();
        assertThat(log.at(7)).hasValueSatisfying(e -> assertThat(e.position()).isEqualTo(7));
        assertThat(log.at(100_000)).isEmpty();
    }

    @Test
    void all_events_with_a_key_of_a_kind_are_found_however_many() {
        int all = 2 * EventLog.KEY_KIND_PAGE;
        try (TestDatabase other = TestDatabase.create()) {
            TestNode many = TestNode.on(other.dataSource());
            for (int i = 0; i < all; i++) {
                String key = i % 2 == 0 ? "gone/" + i : i % 3 == 0 ? "gone" + i : "other/" + i;
                many.appender().append(append(typed("t", "t", "t/c/1", i, "u", null, key)));
            }
            many.appender().append(append(typed("t", "t", "t/c/2", 0, "u", null, "gone/1")));

            assertThat(many.log().findAllByKeyKind("t/c/1", "gone", 0))
                    .extracting(RecordedEvent::sequence)
                    .containsExactlyElementsOf(
                            LongStream.range(0, all).filter(n -> n % 2 == 0).boxed().toList());
            assertThat(many.log().findByKeyKind("t/c/1", "gone", 5, 2))
                    .extracting(RecordedEvent::sequence)
                    .containsExactly(6L, 8L);
            assertThat(many.log().findAllByKeyKind("t/c/1", "gone", all)).isEmpty();
        }
    }

    @Test
    void an_event_has_all_of_its_envelope() {
        RecordedEvent event = log.findByDedupeKey("t2/conversation/c4", "key8").orElseThrow();

        assertThat(event.tenant()).isEqualTo("t2");
        assertThat(event.aggregateType()).isEqualTo("thing");
        assertThat(event.type()).isEqualTo("rare");
        assertThat(event.revision()).isEqualTo(1);
        assertThat(event.userId()).isEqualTo("u1");
        assertThat(event.context()).isEqualTo("t2/session/s0");
        assertThat(event.actorKeyId()).isEqualTo("key1");
        assertThat(event.actorRole()).isEqualTo("agent");
        assertThat(event.correlationId()).isEqualTo("correlation1");
        assertThat(event.causationId()).isNull();
        assertThat(event.idempotencyKey()).isNull();
        assertThat(event.leaf()).hasSize(32);
        assertThat(event.eventId()).hasSize(36);
        assertThat(event.plainPayload().get()).asString().isEqualTo(event.payload());
        assertThat(event.payload()).isEqualTo("payload of t2/conversation/c4 8");
    }

    @Test
    void a_payload_is_read_once_and_only_when_asked_for() {
        var reads = new AtomicInteger();
        var counting =
                new PostgresEventLog(
                        sample.dataSource(),
                        (name, revision, bytes) -> name + reads.incrementAndGet());

        List<RecordedEvent> page = counting.read(0, 10);
        assertThat(reads).hasValue(0);

        assertThat(page.get(4).payload()).isSameAs(page.get(4).payload());
        assertThat(reads).hasValue(1);
    }

    @Test
    void an_event_that_cannot_be_read_says_where_it_stands() {
        var strict =
                new PostgresEventLog(
                        sample.dataSource(),
                        (name, revision, bytes) -> {
                            throw new IllegalStateException("unknown type " + name);
                        });

        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> strict.at(9).orElseThrow().payload())
                .satisfies(e -> assertThat(e.position()).isEqualTo(9))
                .satisfies(e -> assertThat(e.type()).isEqualTo(all.get(8).type()));
    }

    @Test
    void a_row_in_a_format_of_a_later_version_is_unreadable() {
        try (TestDatabase other = TestDatabase.create()) {
            TestNode later = TestNode.on(other.dataSource());
            later.appender()
                    .append(
                            append(
                                    typed("x", "t", "a", 0, null, null, null),
                                    typed("y", "t", "b", 0, null, null, null)));
            other.execute("update event set format = 4 where position = 1");
            other.execute("update event set payload = 'short' where position = 2");

            for (RecordedEvent event : later.log().read(0, 2)) {
                assertThatExceptionOfType(UnreadableRecordException.class)
                        .isThrownBy(() -> event.plainPayload().get());
                assertThatExceptionOfType(UnreadableRecordException.class)
                        .isThrownBy(event::payload);
            }
        }
    }

    private static List<Long> positions(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::position).toList();
    }
}
