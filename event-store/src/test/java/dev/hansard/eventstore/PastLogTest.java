package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.typed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** A log that ends earlier answers as the log did when it ended there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PastLogTest {

    private static final Instant START = Instant.parse("2026-01-01T09:00:00Z");
    private static final String TALK = "t1/conversation/c0";

    private static TestDatabase database;
    private static EventLog log;
    private static List<RecordedEvent> all;

    /** Three events at each second; two tenants, two conversations each, one user and session. */
    @BeforeAll
    static void appendSome() {
        database = TestDatabase.create();
        var clock = new SettableClock(START);
        try (TestNode node = TestNode.on(database.dataSource(), clock)) {
            for (int i = 0; i < 36; i++) {
                String tenant = "t" + (1 + i % 2);
                String id = tenant + "/conversation/c" + i / 2 % 2;
                String session = tenant + "/session/s";
                int sequence = i / 4;
                node.appender()
                        .append(
                                append(
                                        typed(
                                                sequence % 3 == 0 ? "rare" : "common",
                                                tenant,
                                                id,
                                                sequence,
                                                "u",
                                                session,
                                                "key/" + sequence)));
                if (i % 3 == 2) {
                    clock.move(Duration.ofSeconds(1));
                }
            }
            log = node.log();
        }
        all = log.read(0, 100);
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @Test
    void it_ends_where_it_ended() {
        for (long end = 0; end <= all.size(); end++) {
            var past = new PastLog(log, end);
            List<Long> then = LongStream.rangeClosed(1, end).boxed().toList();
            List<Long> streamed = new ArrayList<>();
            past.readPages(0, all.size(), 5, page -> streamed.addAll(positions(page)));

            assertThat(past.head()).isEqualTo(end);
            assertThat(positions(past.read(0, 100))).isEqualTo(then);
            assertThat(streamed).isEqualTo(then);
            assertThat(past.at(end + 1)).isEmpty();
            assertThat(positions(past.at(List.of(1L, end + 1, 100L))))
                    .isEqualTo(then.stream().limit(1).toList());
        }
    }

    @Test
    void an_aggregate_has_the_events_it_had() {
        for (long end = 0; end <= all.size(); end++) {
            var past = new PastLog(log, end);
            List<Long> then = thoseUpTo(end, e -> e.aggregateId().equals(TALK));
            int events = then.size();

            assertThat(past.lastSequence(TALK, Long.MAX_VALUE)).isEqualTo(events - 1);
            assertThat(positions(past.readAggregate(TALK, 0, 100))).isEqualTo(then);
            assertThat(positions(past.readAggregateBackward(TALK, Long.MAX_VALUE, 2)))
                    .isEqualTo(then.reversed().stream().limit(2).toList());
            assertThat(positions(past.readAggregateBackward(TALK, 4, 2)))
                    .isEqualTo(
                            then.stream().limit(4).toList().reversed().stream().limit(2).toList());
            assertThat(positions(past.findByKeyKind(TALK, "key", 0, 100))).isEqualTo(then);
            assertThat(past.findByDedupeKey(TALK, "key/4").isPresent()).isEqualTo(events > 4);
            assertThat(past.findByDedupeKeys(TALK, List.of("key/4", "key/0")))
                    .hasSize(events > 4 ? 2 : Math.min(events, 1));
        }
    }

    @Test
    void filters_find_what_they_found() {
        for (long end = 0; end <= all.size(); end++) {
            var past = new PastLog(log, end);
            List<Long> then =
                    thoseUpTo(end, e -> e.tenant().equals("t2") && e.type().equals("rare"));

            assertThat(positions(past.find(filter(null, false), 100))).isEqualTo(then);
            assertThat(positions(past.find(filter(null, true), 100))).isEqualTo(then.reversed());
            assertThat(positions(past.find(filter(100L, true), 1)))
                    .isEqualTo(then.reversed().stream().limit(1).toList());
            assertThat(positions(past.find(filter(20L, true), 100)))
                    .isEqualTo(then.reversed().stream().filter(p -> p < 20).toList());
        }
    }

    @Test
    void an_instant_is_the_last_position_recorded_by_then() {
        assertThat(log.lastRecordedBy("default", Instant.MIN)).isZero();
        assertThat(log.lastRecordedBy("default", START.minusNanos(1))).isZero();
        assertThat(log.lastRecordedBy("default", START)).isEqualTo(3);
        assertThat(log.lastRecordedBy("default", START.plusNanos(999_999_999))).isEqualTo(3);
        assertThat(log.lastRecordedBy("default", START.plusSeconds(1))).isEqualTo(6);
        assertThat(log.lastRecordedBy("default", START.plusSeconds(1_000))).isEqualTo(36);
        assertThat(new PastLog(log, 5).lastRecordedBy("default", START.plusSeconds(1)))
                .isEqualTo(5);
        assertThat(new PastLog(log, 5).lastRecordedBy("default", START)).isEqualTo(3);
    }

    private static EventFilter filter(Long after, boolean descending) {
        return new EventFilter("t2", "u", null, null, List.of("rare"), after, descending);
    }

    private static List<Long> thoseUpTo(long end, Predicate<RecordedEvent> wanted) {
        return positions(all.stream().filter(e -> e.position() <= end).filter(wanted).toList());
    }

    private static List<Long> positions(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::position).toList();
    }
}
