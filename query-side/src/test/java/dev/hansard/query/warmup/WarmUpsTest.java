package dev.hansard.query.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.eventstore.FollowerProgress;
import dev.hansard.eventstore.FollowerState.Live;
import dev.hansard.query.reading.Follows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

@Isolated("it reads what the whole process prints")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
class WarmUpsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final AtomicBoolean caughtUp = new AtomicBoolean(true);
    private WarmUps warmUps;

    @AfterEach
    void stop() {
        warmUps.stop();
    }

    @Test
    void all_run_in_turn_and_the_log_says_how_many_of_each(CapturedOutput output)
            throws InterruptedException {
        start(LONG, step("users", goOn -> 3), step("entries", goOn -> 40));

        assertThat(warmUps.await(LONG)).isTrue();

        assertThat(begun).containsExactly("users", "entries");
        assertThat(output)
                .containsOnlyOnce("warming up for at most 60 s")
                .containsOnlyOnce("warmed up 3 users, 40 entries in ")
                .doesNotContain("was stopped");
        assertThat(warmed("users")).isEqualTo(3);
        assertThat(warmed("entries")).isEqualTo(40);
    }

    @Test
    void one_that_fails_is_told_of_and_does_not_keep_the_others_from_it(CapturedOutput output)
            throws InterruptedException {
        start(
                LONG,
                step(
                        "users",
                        goOn -> {
                            throw new IllegalStateException("secret");
                        }),
                step("entries", goOn -> 1));

        assertThat(warmUps.await(LONG)).isTrue();

        assertThat(output)
                .contains("could not warm up users: java.lang.IllegalStateException")
                .contains("warmed up not all users, 1 entries")
                .doesNotContain("secret");
    }

    @Test
    void a_stop_ends_it_after_the_thing_in_hand() throws InterruptedException {
        var inHand = new CountDownLatch(1);
        start(
                LONG,
                step(
                        "users",
                        goOn -> {
                            inHand.countDown();
                            while (goOn.getAsBoolean()) {
                                Thread.onSpinWait();
                            }
                            return 1;
                        }));
        inHand.await();

        warmUps.stop();

        assertThat(warmUps.isRunning()).isFalse();
        assertThat(warmed("users")).isEqualTo(1);
    }

    @Test
    void it_ends_when_its_time_is_over(CapturedOutput output) throws InterruptedException {
        start(Duration.ZERO, step("users", goOn -> goOn.getAsBoolean() ? 1 : 0));

        assertThat(warmUps.await(LONG)).isTrue();

        assertThat(warmed("users")).isZero();
        assertThat(output).contains("and was stopped");
    }

    @Test
    void it_waits_for_the_views_and_can_be_stopped_meanwhile() {
        caughtUp.set(false);
        start(LONG, step("users", goOn -> 1));

        warmUps.stop();

        assertThat(warmUps.isRunning()).isFalse();
        assertThat(begun).isEmpty();
    }

    @Test
    void it_begins_when_the_views_have_caught_up() throws InterruptedException {
        caughtUp.set(false);
        start(LONG, step("users", goOn -> caughtUp.get() ? 1 : 0));

        caughtUp.set(true);

        assertThat(warmUps.await(LONG)).isTrue();
        assertThat(warmed("users")).isEqualTo(1);
    }

    private void start(Duration timeLimit, WarmUp... steps) {
        warmUps = new WarmUps(List.of(steps), List.of(view()), timeLimit, meters);
        warmUps.start();
    }

    private WarmUp step(String what, ToIntFunction<BooleanSupplier> run) {
        return new WarmUp() {
            @Override
            public String what() {
                return what;
            }

            @Override
            public int run(BooleanSupplier goOn) {
                begun.add(what);
                return run.applyAsInt(goOn);
            }
        };
    }

    private double warmed(String what) {
        return meters.get("hansard.warmed").tag("what", what).counter().count();
    }

    private Follows view() {
        return new Follows() {
            @Override
            public void start() {}

            @Override
            public void close() {}

            @Override
            public Optional<FollowerProgress> progress() {
                return Optional.of(
                        new FollowerProgress("view", new Live(), 1, 1, 0, caughtUp.get()));
            }
        };
    }
}
