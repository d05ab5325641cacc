package dev.hansard.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TargetTest {

    @Test
    void a_bound_is_met_on_its_side_of_the_value() {
        assertThat(target("append.ratioToPlainInsert32").isMetBy(1.5)).isTrue();
        assertThat(target("append.ratioToPlainInsert32").isMetBy(1.4)).isFalse();
        assertThat(target("restart.ratio").isMetBy(1.25)).isTrue();
        assertThat(target("restart.ratio").isMetBy(1.26)).isFalse();
        assertThat(target("read.hitNanos").isMetBy(1_000)).isFalse();
    }

    @Test
    void a_miss_says_by_how_much_in_either_direction() {
        assertThat(target("append.ratioToPlainInsert256").verdict(1.8)).isEqualTo("missed by 10 %");
        assertThat(target("lag.p99Millis").verdict(15)).isEqualTo("missed by 50 %");
        assertThat(target("lag.p99Millis").verdict(9)).isEqualTo("met");
    }

    @Test
    void every_target_has_a_name_of_its_own() {
        assertThat(Target.ALL).extracting(Target::key).doesNotHaveDuplicates();
    }

    @Test
    void figures_are_shown_to_four_digits() {
        assertThat(Rounded.text(1_234_567)).isEqualTo("1,235,000");
        assertThat(Rounded.text(0.123456)).isEqualTo("0.1235");
        assertThat(Rounded.text(2)).isEqualTo("2");
        assertThat(Rounded.text(0)).isEqualTo("0");
    }

    private static Target target(String key) {
        return Target.ALL.stream().filter(t -> t.key().equals(key)).findFirst().orElseThrow();
    }
}
