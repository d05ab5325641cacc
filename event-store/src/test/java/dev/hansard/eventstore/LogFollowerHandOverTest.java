package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.FollowerState.Live;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What reaches a view from the hand of a commit, of this process or another. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogFollowerHandOverTest extends FollowedLog {

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
}
