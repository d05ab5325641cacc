package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.FollowerState.CatchingUp;
import dev.hansard.eventstore.FollowerState.Failing;
import dev.hansard.eventstore.FollowerState.Idle;
import dev.hansard.eventstore.FollowerState.Live;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogFollowerTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private TestDatabase database;
    private TestNode node;
    private LogFollower follower;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
        node =
                TestNode.on(
                        database.dataSource(),
                        Clock.systemUTC(),
                        EventStoreSettings.DEFAULT.withPageSize(10));
    }

    @AfterEach
    void stop() {
        if (follower != null) {
            follower.close();
        }
        database.close();
    }

    /** Takes down what it is given; a hook may object first. */
    private static class Recorder implements LogView {

        final List<RecordedEvent> seen = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public long resumeAfter() {
            return seen.isEmpty() ? 0 : seen.getLast().position();
        }

        @Override
        public void apply(List<RecordedEvent> batch) {
            seen.addAll(batch);
        }

        List<Long> positions() {
            return seen.stream().map(RecordedEvent::position).toList();
        }
    }

    private LogFollower follow(LogView view, EventLog log) {
        var feed = LogFeed.readingAhead(log, node.signal(), node.settings());
        follower = new LogFollower(view, feed, node.settings(), node.meters());
        return follower;
    }

    private void appendSome(int events) {
        long head = node.log().head();
        for (int i = 0; i < events; i++) {
            node.appender().append(append(event("a", head + i)));
        }
    }

    /** Another process writes, and this one hears of it. */
    private void appendElsewhere(int events) {
        long head = node.log().head();
        TestNode other = TestNode.on(database.dataSource());
        for (int i = 0; i < events; i++) {
            other.appender().append(append(event("a", head + i)));
        }
        node.signal().committed(head + events);
    }

    private static List<Long> upTo(long position) {
        return LongStream.rangeClosed(1, position).boxed().toList();
    }

    @Test
    void a_view_catches_up_page_by_page_and_is_live_then() throws Exception {
        appendElsewhere(25);
        var view = new Recorder();
        follow(view, node.log());
        assertThat(follower.state()).isEqualTo(new Idle());

        follower.start();

        assertThat(follower.awaitPosition(25, SOON)).isTrue();
        await().untilAsserted(() -> assertThat(follower.state()).isEqualTo(new Live()));
        assertThat(view.positions()).isEqualTo(upTo(25));
        assertThat(follower.caughtUp()).isTrue();
        assertThat(follower.progress())
                .isEqualTo(new FollowerProgress("recorder", new Live(), 25, 25, 0, true));
        assertThat(gauge("hansard.view.position")).isEqualTo(25);
        assertThat(gauge("hansard.view.lag")).isZero();
    }

    @Test
    void a_new_event_reaches_a_live_view_without_waiting_for_the_safety_poll() throws Exception {
        follow(new Recorder(), node.log()).start();
        await().until(follower::caughtUp);
        assertThat(follower.awaitPosition(1, Duration.ofMillis(10))).isFalse();

        appendSome(1);

        assertThat(follower.awaitPosition(1, Duration.ofSeconds(3))).isTrue();
    }

    @Test
    void a_view_that_knows_its_place_sees_only_what_comes_after() throws Exception {
        appendElsewhere(5);
        var view =
                new Recorder() {
                    @Override
                    public long resumeAfter() {
                        return Math.max(3, super.resumeAfter());
                    }
                };

        follow(view, node.log()).start();

        assertThat(follower.awaitPosition(5, SOON)).isTrue();
        assertThat(view.positions()).containsExactly(4L, 5L);
    }

    @Test
    void at_an_event_that_cannot_be_read_it_stops_with_all_before_it_applied() throws Exception {
        appendElsewhere(25);
        database.execute("update event set type = 'unheard of' where position in (17, 22)");
        var strict =
                new PostgresEventLog(
                        database.dataSource(),
                        (name, revision, bytes) -> {
                            if (name.equals("unheard of")) {
                                throw new IllegalArgumentException("unknown type " + name);
                            }
                            return name;
                        });
        var view =
                new Recorder() {
                    @Override
                    public void apply(List<RecordedEvent> batch) {
                        batch.forEach(RecordedEvent::payload);
                        super.apply(batch);
                    }
                };

        follow(view, strict).start();

        await().untilAsserted(
                        () ->
                                assertThat(follower.state())
                                        .isEqualTo(
                                                new Stopped(
                                                        17,
                                                        "unheard of",
                                                        "unknown type unheard of")));
        assertThat(view.positions()).isEqualTo(upTo(16));
        assertThat(follower.position()).isEqualTo(16);
        assertThat(follower.caughtUp()).isFalse();
        follower.close();
        assertThat(follower.state()).isInstanceOf(Stopped.class);
    }

    @Test
    void a_view_that_throws_is_asked_for_its_place_and_served_again() throws Exception {
        appendElsewhere(12);
        var failures = new AtomicInteger(2);
        var asked = new AtomicInteger();
        var view =
                new Recorder() {
                    @Override
                    public long resumeAfter() {
                        asked.incrementAndGet();
                        return super.resumeAfter();
                    }

                    @Override
                    public void apply(List<RecordedEvent> batch) {
                        if (batch.getFirst().position() > 10 && failures.getAndDecrement() > 0) {
                            throw new IllegalStateException("content that must not be logged");
                        }
                        super.apply(batch);
                    }
                };

        follow(view, node.log()).start();

        await().untilAsserted(
                        () ->
                                assertThat(follower.state())
                                        .isEqualTo(new Failing("java.lang.IllegalStateException")));
        assertThat(follower.awaitPosition(12, SOON)).isTrue();
        assertThat(view.positions()).isEqualTo(upTo(12));
        assertThat(asked).hasValue(3);
    }

    @Test
    void a_view_that_fell_back_does_not_claim_what_it_lost() throws Exception {
        appendSome(3);
        var broken = new AtomicInteger();
        var refill = new CountDownLatch(1);
        var view =
                new Recorder() {
                    @Override
                    public void apply(List<RecordedEvent> batch) {
                        if (batch.getFirst().position() == 4 && broken.getAndIncrement() == 0) {
                            seen.clear();
                            throw new IllegalStateException();
                        }
                        if (broken.get() > 0) {
                            awaitQuietly(refill);
                        }
                        super.apply(batch);
                    }
                };
        follow(view, node.log()).start();
        assertThat(follower.awaitPosition(3, SOON)).isTrue();

        appendSome(1);
        await().until(() -> follower.position() == 0);
        assertThat(follower.awaitPosition(3, Duration.ofMillis(10))).isFalse();
        refill.countDown();

        assertThat(follower.awaitPosition(4, SOON)).isTrue();
        assertThat(view.positions()).isEqualTo(upTo(4));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_outage_of_the_store_loses_nothing_and_the_place_does_not_change() throws Exception {
        appendSome(3);
        var faults = new FaultyDataSource(database.anotherNode());
        var log = new PostgresEventLog(faults.dataSource(), (name, revision, bytes) -> name);
        var view = new Recorder();
        follow(view, log).start();
        assertThat(follower.awaitPosition(3, SOON)).isTrue();
        await().until(() -> follower.state().equals(new Live()));

        faults.goDown();
        appendElsewhere(2);
        assertThat(follower.awaitPosition(4, Duration.ofMillis(300))).isFalse();
        assertThat(follower.state()).isEqualTo(new Live());
        assertThat(follower.progress().lag()).isEqualTo(2);
        faults.comeUp();

        assertThat(follower.awaitPosition(5, SOON)).isTrue();
        assertThat(view.positions()).isEqualTo(upTo(5));
    }

    @Test
    void a_commit_shows_that_the_store_is_back_and_ends_the_pause() throws Exception {
        node = TestNode.on(database.dataSource(), Clock.systemUTC(), retryingAfter(SOON));
        var faults = new FaultyDataSource(database.anotherNode());
        var log = new PostgresEventLog(faults.dataSource(), (name, revision, bytes) -> name);
        faults.goDown();
        var asked = new CountDownLatch(1);
        var view =
                new Recorder() {
                    @Override
                    public long resumeAfter() {
                        asked.countDown();
                        return super.resumeAfter();
                    }
                };
        follow(view, log).start();
        asked.await();
        assertThat(follower.awaitPosition(1, Duration.ofMillis(300))).isFalse();

        faults.comeUp();
        appendElsewhere(1);

        assertThat(follower.awaitPosition(1, SOON.dividedBy(2))).isTrue();
    }

    private static EventStoreSettings retryingAfter(Duration pause) {
        var defaults = EventStoreSettings.DEFAULT;
        return new EventStoreSettings(
                defaults.safetyPoll(),
                defaults.lockTimeout(),
                defaults.pageSize(),
                defaults.answerLifetime(),
                pause,
                pause,
                defaults.queueLimit(),
                defaults.batchLimit(),
                defaults.compressAbove(),
                defaults.leaseCheck());
    }

    @Test
    void it_survives_that_all_connections_are_killed() throws Exception {
        follow(new Recorder(), node.log()).start();
        appendSome(1);
        assertThat(follower.awaitPosition(1, SOON)).isTrue();

        database.execute(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid()""");

        TestNode other = TestNode.on(database.anotherNode());
        other.appender().append(append(event("a", 1)));
        node.signal().committed(2);
        assertThat(follower.awaitPosition(2, SOON)).isTrue();
    }

    @Test
    void before_it_has_caught_up_it_says_so() throws Exception {
        appendElsewhere(30);
        var open = new CountDownLatch(1);
        var view =
                new Recorder() {
                    @Override
                    public void apply(List<RecordedEvent> batch) {
                        if (batch.getFirst().position() > 10) {
                            awaitQuietly(open);
                        }
                        super.apply(batch);
                    }
                };
        follow(view, node.log()).start();

        assertThat(follower.awaitPosition(10, SOON)).isTrue();
        assertThat(follower.state()).isEqualTo(new CatchingUp());
        assertThat(follower.caughtUp()).isFalse();
        assertThat(follower.progress().head()).isEqualTo(30);

        open.countDown();
        await().until(follower::caughtUp);
    }

    @Test
    void a_closed_follower_is_idle() {
        follow(new Recorder(), node.log()).start();
        await().until(follower::caughtUp);

        follower.close();

        assertThat(follower.state()).isEqualTo(new Idle());
    }

    @Test
    void what_this_process_commits_is_handed_over_and_not_read_back() throws Exception {
        var reads = new AtomicInteger();
        var faults = new FaultyDataSource(database.anotherNode());
        var log = new PostgresEventLog(faults.dataSource(), counted(reads));
        var view = new Recorder();
        follow(view, log).start();
        await().until(follower::caughtUp);
        await().until(() -> follower.state().equals(new Live()));
        faults.goDown();

        appendSome(25);

        assertThat(follower.awaitPosition(25, SOON)).isTrue();
        assertThat(view.positions()).isEqualTo(upTo(25));
        assertThat(reads).hasValue(0);
        assertThat(follower.state()).isEqualTo(new Live());
    }

    @Test
    void what_is_handed_over_equals_what_is_read() throws Exception {
        var view = new Recorder();
        follow(view, node.log()).start();
        await().until(follower::caughtUp);
        node.appender()
                .append(append(event("acme", "a", 0, "ann", "acme/b", "key"), event("b", 0)));
        assertThat(follower.awaitPosition(2, SOON)).isTrue();

        List<RecordedEvent> read = node.log().read(0, 10);

        assertThat(view.seen)
                .usingRecursiveComparison()
                .ignoringFields("plainPayload", "event")
                .isEqualTo(read);
        for (int i = 0; i < read.size(); i++) {
            RecordedEvent handed = view.seen.get(i);
            assertThat(handed.plainPayload().get()).isEqualTo(read.get(i).plainPayload().get());
            assertThat(handed.payload()).isEqualTo(read.get(i).payload());
        }
    }

    @Test
    void commits_of_two_processes_come_in_their_one_order() throws Exception {
        var view = new Recorder();
        follow(view, node.log()).start();
        for (int round = 0; round < 20; round++) {
            appendSome(1 + round % 3);
            appendElsewhere(1 + round % 2);
        }
        long head = node.log().head();

        assertThat(follower.awaitPosition(head, SOON)).isTrue();
        assertThat(view.positions()).isEqualTo(upTo(head));
    }

    @Test
    void a_listener_that_is_lost_slows_a_view_only_until_the_safety_poll() throws Exception {
        var deaf =
                TestNode.on(
                        database.dataSource(),
                        Clock.systemUTC(),
                        EventStoreSettings.DEFAULT.withSafetyPoll(Duration.ofMillis(50)));
        var view = new Recorder();
        follower = new LogFollower(view, deaf.log(), deaf.signal(), deaf.settings(), deaf.meters());
        follower.start();
        await().until(follower::caughtUp);

        appendSome(3);

        assertThat(follower.awaitPosition(3, SOON)).isTrue();
        assertThat(view.positions()).isEqualTo(upTo(3));
    }

    private static PayloadReader counted(AtomicInteger reads) {
        return (name, revision, bytes) -> {
            reads.incrementAndGet();
            return name;
        };
    }

    private double gauge(String name) {
        return node.meters().get(name).tag("view", "recorder").gauge().value();
    }
}
