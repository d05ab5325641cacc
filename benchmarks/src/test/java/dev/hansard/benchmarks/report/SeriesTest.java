package dev.hansard.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.DoubleStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeriesTest {

    @Test
    void the_median_is_the_one_in_the_middle() {
        assertThat(Series.of(5, 1, 3).median()).isEqualTo(3);
        assertThat(Series.of(5, 1, 3, 4).median()).isEqualTo(3.5);
        assertThat(Series.of(7).median()).isEqualTo(7);
    }

    @Test
    void the_spread_is_from_the_lowest_to_the_highest() {
        assertThat(Series.of(5, 1, 3).lowest()).isEqualTo(1);
        assertThat(Series.of(5, 1, 3).highest()).isEqualTo(5);
    }

    @Test
    void a_percentile_is_a_value_that_was_seen() {
        Series hundred = Series.of(DoubleStream.iterate(1, n -> n + 1).limit(100).toArray());

        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.percentile(100)).isEqualTo(100);
        assertThat(hundred.percentile(0)).isEqualTo(1);
        assertThat(Series.of(4, 2).percentile(50)).isEqualTo(2);
    }

    @Test
    void a_ratio_is_taken_round_by_round() {
        // Everything took twice as long in the second round: the ratio does not show it.
        assertThat(Series.of(10, 20, 30).dividedBy(Series.of(5, 10, 10)))
                .isEqualTo(Series.of(2, 2, 3));
    }

    @Test
    void a_ratio_needs_as_many_rounds_on_both_sides() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.of(1, 2).dividedBy(Series.of(1)));
    }

    @Test
    void there_is_no_figure_of_no_round() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Series(List.of()));
    }
}
