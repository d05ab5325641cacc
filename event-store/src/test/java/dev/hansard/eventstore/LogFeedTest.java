package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.sized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;

import dev.hansard.eventstore.FollowerState.Stopped;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Views that catch up together, from one reading of the log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogFeedTest {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int PAGE = 10;

    private final AtomicInteger made = new AtomicInteger();
    private final List<LogFollower> followers = new ArrayList<>();
    private TestDatabase database;
    private HikariDataSource pool;
    private TestNode node;
    private LogFeed feed;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
        pool = (HikariDataSource) database.anotherNode();
        node = TestNode.on(pool, Clock.systemUTC(), EventStoreSettings.DEFAULT.withPageSize(PAGE));
        var log =
                new PostgresEventLog(
                        pool,
                        (name, revision, bytes) -> {
                            made.incrementAndGet();
                            if (name.equals("unheard of")) {
                                throw new IllegalArgumentException(name);
                            }
                            return name;
                        });
        feed = LogFeed.readingAhead(log, node.signal(), node.settings());
    }

    @AfterEach
    void stop() {
        followers.forEach(LogFollower::close);
        feed.close();
        database.close();
    }

    /** Needs every payload, and waits after some events until it may go on. */
    private static final class Gated implements LogView {

        private final String name;
        private final int free;
        private final CountDownLatch gate;
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final List<Long> seen = new CopyOnWriteArrayList<>();
        private final List<Integer> batches = new CopyOnWriteArrayList<>();

        Gated(String name, int free, CountDownLatch gate) {
            this.name = name;
            this.free = free;
            this.gate = gate;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long resumeAfter() {
            return seen.size();
        }

        @Override
        public void apply(List<RecordedEvent> batch) {
            arrived.countDown();
            if (seen.size() >= free) {
                FollowedLog.awaitQuietly(gate);
            }
            batches.add(batch.size());
            batch.forEach(RecordedEvent::payload);
            batch.forEach(event -> seen.add(event.position()));
        }
    }

    private Gated follow(String name, CountDownLatch gate) {
        return follow(name, 0, gate);
    }

    private Gated follow(String name, int free, CountDownLatch gate) {
        var view = new Gated(name, free, gate);
        var follower = new LogFollower(view, feed, node.settings(), node.meters());
        followers.add(follower);
        follower.start();
        return view;
    }

    private void appendElsewhere(int events, int bytes) {
        TestNode other = TestNode.on(database.dataSource());
        for (int i = 0; i < events; i++) {
            other.appender().append(append(bytes == 0 ? event("a", i) : sized("a", i, bytes)));
        }
    }

    private static List<Long> upTo(long position) {
        return LongStream.rangeClosed(1, position).boxed().toList();
    }

    @Test
    void followers_that_catch_up_together_share_what_is_read() throws Exception {
        appendElsewhere(300, 0);
        var gate = new CountDownLatch(1);
        List<Gated> views = List.of(follow("a", gate), follow("b", gate), follow("c", gate));
        for (Gated view : views) {
            assertThat(view.arrived.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        gate.countDown();

        for (LogFollower follower : followers) {
            assertThat(follower.awaitPosition(300, SOON)).isTrue();
        }
        assertThat(views).allSatisfy(view -> assertThat(view.seen).isEqualTo(upTo(300)));
        int lastPages = views.size() * PAGE;
        assertThat(made).hasValueBetween(300, 300 + lastPages);
    }

    @Test
    void who_begins_far_behind_goes_over_to_the_others_when_they_are_reached() throws Exception {
        appendElsewhere(600, 0);
        var never = new CountDownLatch(1);
        Gated ahead = follow("ahead", 100, never);
        await().until(() -> ahead.seen.size() >= 100);

        follow("behind", new CountDownLatch(0));

        assertThat(followers.getLast().awaitPosition(600, SOON)).isTrue();
        int made = this.made.get();
        never.countDown();
        assertThat(made).isLessThan(2 * 600 - 200);
    }

    @Test
    void who_is_stuck_is_waited_for_only_a_moment() throws Exception {
        appendElsewhere(300, 0);
        var never = new CountDownLatch(1);
        Gated stuck = follow("stuck", never);
        follow("other", new CountDownLatch(0));

        assertThat(followers.getLast().awaitPosition(300, SOON)).isTrue();
        assertThat(stuck.seen).isEmpty();

        never.countDown();
        assertThat(followers.getFirst().awaitPosition(300, SOON)).isTrue();
        assertThat(stuck.seen).isEqualTo(upTo(300));
    }

    @Test
    void who_comes_later_reads_for_itself() throws Exception {
        appendElsewhere(300, 0);
        Gated first = follow("first", new CountDownLatch(0));
        assertThat(followers.getFirst().awaitPosition(300, SOON)).isTrue();

        Gated second = follow("second", new CountDownLatch(0));

        assertThat(followers.getLast().awaitPosition(300, SOON)).isTrue();
        assertThat(second.seen).isEqualTo(first.seen);
    }

    @Test
    void an_event_that_cannot_be_read_stops_who_needs_it_where_it_stands() {
        appendElsewhere(100, 0);
        database.execute("update event set type = 'unheard of' where position = 47");

        Gated view = follow("strict", new CountDownLatch(0));

        LogFollower follower = followers.getFirst();
        await().untilAsserted(() -> assertThat(follower.state()).isInstanceOf(Stopped.class));
        assertThat(((Stopped) follower.state()).position()).isEqualTo(47);
        assertThat(view.seen).isEqualTo(upTo(46));
    }

    @Test
    void a_reading_that_breaks_off_is_begun_again() throws Exception {
        appendElsewhere(300, 100_000);
        var gate = new CountDownLatch(1);
        Gated view = follow("large", gate);
        await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 1);
        database.execute(
                """
                select pg_terminate_backend(pid, 5000) from pg_stat_activity
                 where datname = current_database() and query like 'copy%'""");
        gate.countDown();

        assertThat(followers.getFirst().awaitPosition(300, SOON)).isTrue();
        assertThat(view.seen).isEqualTo(upTo(300));
    }

    @Test
    void a_reading_that_nobody_waits_for_any_more_returns_its_connection() {
        appendElsewhere(300, 100_000);
        follow("gone", new CountDownLatch(1));
        await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 1);

        feed.close();

        await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    }

    @Test
    void a_paced_view_is_given_together_what_came_while_it_rested() {
        feed = feed.paced(Duration.ofSeconds(2));
        Gated view = follow("paced", new CountDownLatch(0));
        for (int i = 0; i < 40; i++) {
            node.appender().append(append(event("a", i)));
        }

        await().atMost(SOON).until(() -> view.seen.size() == 40);

        assertThat(view.batches).hasSizeBetween(1, 20);
    }

    @Test
    void a_paced_view_does_not_rest_while_it_is_far_behind() {
        appendElsewhere(10 * PAGE, 0);
        feed = feed.paced(Duration.ofHours(1));

        Gated view = follow("paced", new CountDownLatch(0));

        await().atMost(SOON).until(() -> view.seen.equals(upTo(10L * PAGE)));
    }
}
