package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.FollowerState.CatchingUp;
import dev.hansard.eventstore.FollowerState.Idle;
import dev.hansard.eventstore.FollowerState.Live;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogFollowerTest extends FollowedLog {

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

        assertThat(follower.awaitPosition(1, SOON)).isTrue();
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
    void a_view_may_put_off_what_it_does_while_more_is_at_hand() throws Exception {
        appendElsewhere(35);
        var view = new Gatherer();

        follow(view, node.log()).start();

        assertThat(follower.awaitPosition(1, SOON)).isTrue();
        assertThat(view.positions()).isEqualTo(upTo(35));
        assertThat(view.gathered).hasValue(3);
    }

    @Test
    void what_a_view_has_put_off_comes_again_after_a_failure() throws Exception {
        appendElsewhere(35);
        var view = new Gatherer();
        view.failAt.set(21);

        follow(view, node.log()).start();

        assertThat(follower.awaitPosition(35, SOON)).isTrue();
        assertThat(view.positions()).isEqualTo(upTo(35));
        assertThat(view.gathered).hasValue(5);
    }

    /** Takes nothing in before the last page is there. */
    private static final class Gatherer extends Recorder {

        private final AtomicInteger gathered = new AtomicInteger();
        private final AtomicLong failAt = new AtomicLong();
        private final List<RecordedEvent> held = new ArrayList<>();

        @Override
        public long gather(List<RecordedEvent> batch) {
            if (failAt.compareAndSet(batch.getFirst().position(), 0)) {
                held.clear();
                throw new IllegalStateException("it was to fail");
            }
            gathered.incrementAndGet();
            held.addAll(batch);
            return resumeAfter();
        }

        @Override
        public void apply(List<RecordedEvent> batch) {
            held.addAll(batch);
            super.apply(held);
        }
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
}
