package dev.hansard.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Refusal.Violation;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusalTest {

    @Test
    void of_a_part_points_into_the_whole() {
        Refusal refusal = Refusal.at(ErrorCode.TOO_LARGE, "/value", "too long").within("/list/3");

        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refusal.detail()).isEqualTo("/list/3/value: too long");
        assertThat(refusal.violations())
                .containsExactly(new Violation("/list/3/value", "too long"));
    }

    @Test
    void of_no_single_field_points_to_the_part() {
        Refusal refusal = Refusal.of(ErrorCode.VERSION_MISMATCH, "at 3").within("/list/3");

        assertThat(refusal.violations()).containsExactly(new Violation("/list/3", "at 3"));
    }
}
