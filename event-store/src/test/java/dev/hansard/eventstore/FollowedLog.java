package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/** A log of pages of ten events, a view, and what follows the one for the other. */
abstract class FollowedLog {

    static final Duration SOON = Duration.ofMinutes(1);

    /** So long that no test waits for it. */
    private static final Duration SAFETY_POLL = Duration.ofMinutes(5);

    TestDatabase database;
    TestNode node;
    LogFollower follower;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
        node =
                TestNode.on(
                        database.dataSource(),
                        Clock.systemUTC(),
                        EventStoreSettings.DEFAULT.withPageSize(10).withSafetyPoll(SAFETY_POLL));
    }

    @AfterEach
    void stop() {
        if (follower != null) {
            follower.close();
        }
        database.close();
    }

    /** Takes down what it is given; a hook may object first. */
    static class Recorder implements LogView {

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

    LogFollower follow(LogView view, EventLog log) {
        var feed = LogFeed.readingAhead(log, node.signal(), node.settings());
        follower = new LogFollower(view, feed, node.settings(), node.meters());
        return follower;
    }

    final void appendSome(int events) {
        long head = node.log().head();
        for (int i = 0; i < events; i++) {
            node.appender().append(append(event("a", head + i)));
        }
    }

    /** Another process writes, and this one hears of it. */
    final void appendElsewhere(int events) {
        long head = node.log().head();
        TestNode other = TestNode.on(database.dataSource());
        for (int i = 0; i < events; i++) {
            other.appender().append(append(event("a", head + i)));
        }
        node.signal().committed(head + events);
    }

    static List<Long> upTo(long position) {
        return LongStream.rangeClosed(1, position).boxed().toList();
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    final double gauge(String name) {
        return node.meters().get(name).tag("view", "recorder").gauge().value();
    }
}
