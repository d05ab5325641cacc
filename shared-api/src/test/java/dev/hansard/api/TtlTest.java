package dev.hansard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TtlTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT1S, PT1S",
        "PT1H, PT1H",
        "PT90M, PT1H30M",
        "P7D, PT168H",
        "P1W, PT168H",
        "P1DT12H, PT36H",
        "PT1.5S, PT1.5S",
        "P1M, PT744H",
        "P10Y, PT87648H"
    })
    void a_duration_is_read_and_written_as_iso_8601(String text, String written) {
        assertThat(Ttl.parse(text)).hasToString(written);
        assertThat(Ttl.parse(written)).isEqualTo(Ttl.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "1h",
                "Never",
                "PT0S",
                "PT0.999S",
                "-PT1H",
                "PT-1H",
                "P11Y",
                "P99999999999Y",
                "PT99999999999999999999S",
                "P1YT",
                "T1H"
            })
    void what_is_no_duration_from_a_second_to_ten_years_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ttl.parse(text))
                .withMessageContaining(Ttl.RULE);
    }

    @Test
    void what_never_ends_has_no_end() {
        assertThat(Ttl.parse("never")).isEqualTo(Ttl.NEVER).hasToString("never");
        assertThat(Ttl.NEVER.expiresAt(START)).isNull();
        assertThat(Ttl.NEVER.isOver(START, Instant.MAX)).isFalse();
    }

    @Test
    void it_is_over_at_its_instant_and_not_before() {
        Ttl minute = Ttl.of(Duration.ofMinutes(1));
        Instant end = START.plusSeconds(60);

        assertThat(minute.expiresAt(START)).isEqualTo(end);
        assertThat(minute.isOver(START, end.minusNanos(1))).isFalse();
        assertThat(minute.isOver(START, end)).isTrue();
    }
}
