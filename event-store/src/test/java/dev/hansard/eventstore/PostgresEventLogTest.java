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

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PostgresEventLogTest {

    private static final int CONVERSATIONS = 6;
    private static final int EVENTS = 15;

    private static TestDatabase database;
    private static TestNode node;
    private static EventLog log;
    private static List<RecordedEvent> all;

    /** Two tenants, users with sessions, and conversations that carry a session as context. */
    @BeforeAll
    static void appendSome() {
        database = TestDatabase.create();
        node = TestNode.on(database.dataSource(), Clock.systemUTC());
        log = node.log();
        for (int i = 0; i < EVENTS; i++) {
            for (String tenant : List.of("t1", "t2")) {
                for (int c = 0; c < CONVERSATIONS; c++) {
                    String session = tenant + "/session/s" + c % 2;
                    String conversation = tenant + "/conversation/c" + c;
                    appendTo(tenant, conversation, i, "u" + c % 3, c == 5 ? null : session);
                }
                appendTo(tenant, tenant + "/session/s0", i, "u0", null);
            }
        }
        appendTo("t1", "t1/session/own", 0, "u0", "t1/session/own");
        all = log.read(0, 10_000);
    }

    private static void appendTo(
            String tenant, String id, int sequence, String user, String context) {
        String type = sequence % 4 == 0 ? "rare" : "common";
        node.appender()
                .append(append(typed(type, tenant, id, sequence, user, context, "key" + sequence)));
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
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

            assertThat(sizes).containsExactly(3, 2);
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
    void a_user_is_read_backward_from_a_position() {
        var before =
                new EventFilter("t1", "u1", null, null, List.of(), all.get(100).position(), true);

        List<RecordedEvent> mine = log.find(before, 1_000);

        assertThat(mine)
                .isNotEmpty()
                .isSortedAccordingTo(Comparator.comparing(RecordedEvent::position).reversed())
                .allMatch(e -> e.tenant().equals("t1") && "u1".equals(e.userId()))
                .allMatch(e -> e.position() < all.get(100).position());
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
    void every_filter_gives_what_a_look_at_each_event_gives_whatever_the_page() {
        List<String> none = new ArrayList<>();
        none.add(null);
        List<String> users = with(none, "u0", "u1", "nobody");
        List<String> aggregates = with(none, "t1/conversation/c1", "t1/session/s0", "nothing");
        List<String> contexts = with(none, "t1/session/s0", "t1/session/own", "t1/conversation/c5");
        int checked = 0;
        for (String user : users) {
            for (String aggregate : aggregates) {
                for (String context : contexts) {
                    for (List<String> types : List.of(List.<String>of(), List.of("rare"))) {
                        for (boolean descending : List.of(false, true)) {
                            var filter =
                                    new EventFilter(
                                            "t1",
                                            user,
                                            aggregate,
                                            context,
                                            types,
                                            null,
                                            descending);
                            assertThat(paged(filter, 7)).as("%s", filter).isEqualTo(looked(filter));
                            checked++;
                        }
                    }
                }
            }
        }
        assertThat(checked).isEqualTo(256);
    }

    @Test
    void a_cursor_may_be_any_position_also_one_of_another_tenant() {
        for (long after = 0; after <= log.head() + 1; after += 5) {
            for (boolean descending : List.of(false, true)) {
                for (String context : with(new ArrayList<>(), null, "t1/session/s0")) {
                    var filter =
                            new EventFilter(
                                    "t1", null, null, context, List.of(), after, descending);
                    assertThat(positions(log.find(filter, 5)))
                            .as("%s", filter)
                            .isEqualTo(looked(filter).stream().limit(5).toList());
                }
            }
        }
    }

    @Test
    void a_payload_is_read_once_and_only_when_asked_for() {
        var reads = new AtomicInteger();
        var counting =
                new PostgresEventLog(
                        database.dataSource(),
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
                        database.dataSource(),
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

    private static List<String> with(List<String> list, String... more) {
        var all = new ArrayList<>(list);
        all.addAll(java.util.Arrays.asList(more));
        return all;
    }

    private static List<Long> paged(EventFilter filter, int limit) {
        List<Long> found = new ArrayList<>();
        Long after = null;
        while (true) {
            var page =
                    log.find(
                            new EventFilter(
                                    filter.tenant(),
                                    filter.userId(),
                                    filter.aggregateId(),
                                    filter.context(),
                                    filter.types(),
                                    after,
                                    filter.descending()),
                            limit);
            found.addAll(positions(page));
            if (page.size() < limit) {
                return found;
            }
            after = page.getLast().position();
        }
    }

    /** The same, by looking at each event. */
    private static List<Long> looked(EventFilter filter) {
        Predicate<RecordedEvent> wanted =
                e ->
                        e.tenant().equals(filter.tenant())
                                && matches(filter.userId(), e.userId())
                                && matches(filter.aggregateId(), e.aggregateId())
                                && (matches(filter.context(), e.context())
                                        || matches(filter.context(), e.aggregateId()))
                                && (filter.types().isEmpty() || filter.types().contains(e.type()))
                                && (filter.after() == null
                                        || (filter.descending()
                                                ? e.position() < filter.after()
                                                : e.position() > filter.after()));
        var found = new ArrayList<>(positions(all.stream().filter(wanted).toList()));
        if (filter.descending()) {
            found.sort(Comparator.reverseOrder());
        }
        return found;
    }

    private static boolean matches(String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static List<Long> positions(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::position).toList();
    }
}
