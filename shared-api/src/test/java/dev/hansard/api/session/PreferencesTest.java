package dev.hansard.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.json.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PreferencesTest {

    @Test
    void nothing_given_means_the_defaults() {
        assertThat(Preferences.of(Preferences.NONE_GIVEN)).isEqualTo(Preferences.DEFAULT);
        assertThat(Preferences.withDefaults(Preferences.NONE_GIVEN))
                .hasToString(
                        "{\"autoCompact\":true,\"showTranscription\":true,\"maxTurnsBeforeCompact\":20}");
    }

    @Test
    void a_null_means_the_default() {
        Json given = Json.trusted("{\"autoCompact\":null,\"maxTurnsBeforeCompact\":null}");

        assertThat(Preferences.of(given)).isEqualTo(Preferences.DEFAULT);
        assertThat(Preferences.withDefaults(given))
                .hasToString(
                        "{\"autoCompact\":true,\"showTranscription\":true,\"maxTurnsBeforeCompact\":20}");
    }

    @Test
    void the_known_ones_come_first_and_the_others_as_given() {
        Json given =
                Json.trusted(
                        "{\"z\":1.10,\"maxTurnsBeforeCompact\":100000,\"tone\":{\"a\":null},\"n\":null,\"autoCompact\":false}");

        assertThat(Preferences.of(given)).isEqualTo(new Preferences(false, true, 100_000));
        assertThat(Preferences.withDefaults(given))
                .hasToString(
                        "{\"autoCompact\":false,\"showTranscription\":true,\"maxTurnsBeforeCompact\":100000,"
                                + "\"z\":1.10,\"tone\":{\"a\":null},\"n\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100001", "-1", "20.0", "2e1", "\"20\"", "true", "[20]"})
    void the_turns_are_an_integer_from_1_to_100000(String value) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () ->
                                Preferences.of(
                                        Json.trusted("{\"maxTurnsBeforeCompact\":" + value + "}")))
                .satisfies(
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                            assertThat(refusal.violations().getFirst().pointer())
                                    .isEqualTo("/preferences/maxTurnsBeforeCompact");
                        });
    }

    @ParameterizedTest
    @CsvSource({"autoCompact,1", "showTranscription,'\"true\"'", "autoCompact,{}"})
    void the_flags_are_true_or_false(String name, String value) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () -> Preferences.of(Json.trusted("{\"%s\":%s}".formatted(name, value))))
                .satisfies(
                        refusal ->
                                assertThat(refusal.violations().getFirst().pointer())
                                        .isEqualTo("/preferences/" + name));
    }
}
