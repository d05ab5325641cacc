package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.FollowerState.Failing;
import dev.hansard.eventstore.FollowerState.Live;
import dev.hansard.eventstore.FollowerState.Stopped;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What a view and its follower get over, and what stops them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogFollowerFailureTest extends FollowedLog {

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
}
