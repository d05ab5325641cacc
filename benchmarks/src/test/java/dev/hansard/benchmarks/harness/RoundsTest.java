package dev.hansard.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.benchmarks.report.Report;
import dev.hansard.benchmarks.report.Series;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RoundsTest {

    private final List<String> turns = new ArrayList<>();
    private final Report report = new Report();

    @Test
    void everybody_has_a_turn_in_each_round_and_another_one_begins() throws Exception {
        abc(2).measure(report);

        assertThat(turns).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
    }

    @Test
    void the_round_that_warms_up_does_not_count() throws Exception {
        abc(2).measure(report);

        // The number of the turn: those of the warm-up are 1, 2 and 3.
        assertThat(report.measured("a")).isEqualTo(Series.of(6, 8));
        assertThat(report.measured("b")).isEqualTo(Series.of(4, 9));
        assertThat(report.measured("c")).isEqualTo(Series.of(5, 7));
    }

    @Test
    void who_is_warm_is_measured_at_once() throws Exception {
        abc(1).withoutWarmUp().measure(report);

        assertThat(turns).containsExactly("b", "c", "a");
    }

    @Test
    void who_warms_up_does_so_until_three_turns_are_like_the_three_before() throws Exception {
        var figures =
                List.of(10.0, 20.0, 30.0, 31.0, 32.0, 33.0, 32.0, 33.0, 40.0, 50.0).iterator();

        rounds(2).with("a", figures::next).warmedUp(Duration.ofMinutes(1)).measure(report);

        assertThat(report.measured("a")).isEqualTo(Series.of(40, 50));
    }

    @Test
    void who_is_never_steady_is_measured_all_the_same() throws Exception {
        var turns = new AtomicInteger();

        rounds(1)
                .with("a", () -> turns.incrementAndGet() % 2 * 10 + 1)
                .warmedUp(Duration.ofMillis(20))
                .measure(report);

        assertThat(turns).hasValueGreaterThan(1);
        assertThat(report.measured("a").rounds()).hasSize(1);
    }

    private Rounds abc(int count) {
        Rounds rounds = rounds(count);
        for (String name : List.of("a", "b", "c")) {
            rounds.with(name, () -> turn(name));
        }
        return rounds;
    }

    private static Rounds rounds(int count) {
        return new Rounds(count, new Progress());
    }

    private double turn(String name) {
        turns.add(name);
        return turns.size();
    }
}
