package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.with;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.FollowerState.Stopped;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestEvents;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Large payloads in the log: smaller there, and the same for everybody who reads them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompressionTest {

    private static final int ABOVE = 2_048;
    private static final byte[] LARGE = "all the world's a stage ".repeat(1_000).getBytes(UTF_8);

    private TestDatabase database;
    private TestNode node;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
        node = TestNode.on(database.dataSource());
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void a_large_payload_takes_less_room_and_comes_back() {
        EventRow row = appended(LARGE);

        assertThat(row.format()).isEqualTo(StoredPayload.COMPRESSED);
        assertThat(row.stored().length).isLessThan(LARGE.length / 10);
        assertThat(row.plainPayload()).isEqualTo(LARGE);
        assertThat(node.log().at(1).orElseThrow().payload()).isEqualTo(new String(LARGE, UTF_8));
    }

    @Test
    void its_leaf_is_that_of_the_plain_payload() {
        PendingEvent event = event(PendingPayload.of(LARGE, ABOVE));
        node.appender().append(append(event));

        EventRow row = row();
        PendingEvent plain = with(event, PendingPayload.plain(LARGE));
        assertThat(row.leaf())
                .isEqualTo(
                        EventLeaf.of(
                                plain,
                                row.tenantSequence(),
                                row.recordedAt(),
                                row.payload().salt()));
    }

    @Test
    void a_small_payload_stays_as_it_is() {
        assertThat(appended(Arrays.copyOf(LARGE, ABOVE)).format()).isEqualTo(StoredPayload.PLAIN);
    }

    @Test
    void what_cannot_be_compressed_stays_as_it_is() {
        byte[] random = new byte[10_000];
        new Random(7).nextBytes(random);

        EventRow row = appended(random);

        assertThat(row.format()).isEqualTo(StoredPayload.PLAIN);
        assertThat(row.plainPayload()).isEqualTo(random);
    }

    @Test
    void a_batch_may_hold_both() {
        node.appender()
                .append(
                        append(
                                TestEvents.event("a", 0),
                                with(TestEvents.event("a", 1), PendingPayload.of(LARGE, ABOVE))));

        assertThat(new EventTable(database.dataSource()).after(0, 10))
                .extracting(EventRow::format)
                .containsExactly(StoredPayload.PLAIN, StoredPayload.COMPRESSED);
    }

    @Test
    void a_damaged_payload_is_unreadable_and_stops_its_view() {
        appended(LARGE);
        database.execute("update event set payload = set_byte(payload, 60, 255)");
        TestNode later = TestNode.on(database.dataSource());
        RecordedEvent damaged = later.log().at(1).orElseThrow();
        List<RecordedEvent> seen = new ArrayList<>();

        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(damaged::payload)
                .satisfies(e -> assertThat(e.position()).isEqualTo(1))
                .withMessageNotContaining("world");
        try (var follower = follow(later, seen)) {
            follower.start();

            await().untilAsserted(() -> assertThat(follower.state()).isInstanceOf(Stopped.class));
        }
        assertThat(seen).isEmpty();
    }

    private LogFollower follow(TestNode node, List<RecordedEvent> seen) {
        LogView view =
                new LogView() {
                    @Override
                    public String name() {
                        return "seen";
                    }

                    @Override
                    public long resumeAfter() {
                        return 0;
                    }

                    @Override
                    public void apply(List<RecordedEvent> batch) {
                        for (RecordedEvent event : batch) {
                            event.payload();
                            seen.add(event);
                        }
                    }
                };
        return new LogFollower(view, node.log(), node.signal(), node.settings(), node.meters());
    }

    private EventRow appended(byte[] payload) {
        node.appender().append(append(event(PendingPayload.of(payload, ABOVE))));
        return row();
    }

    private EventRow row() {
        return new EventTable(database.dataSource()).after(0, 1).getFirst();
    }

    private static PendingEvent event(PendingPayload payload) {
        return with(TestEvents.event("a", 0), payload);
    }
}
