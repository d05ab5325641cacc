package dev.hansard.edge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.nio.file.Path;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsTest {

    @Test
    void the_defaults_are_those_of_the_contract() {
        LimitSettings limits = limits(Map.of());

        assertThat(limits.requestBody().toMegabytes()).isEqualTo(8);
        assertThat(limits.bytes(Limit.MESSAGE)).isEqualTo(1024 * 1024);
        assertThat(limits.count(Limit.MESSAGE)).isEqualTo(100);
        assertThat(limits.bytes(Limit.STATE_VALUE)).isEqualTo(256 * 1024);
        assertThat(limits.sessionState().toMegabytes()).isEqualTo(1);
        assertThat(limits.count(Limit.STATE_VALUE)).isEqualTo(1000);
        assertThat(limits.bytes(Limit.PROFILE)).isEqualTo(256 * 1024);
        assertThat(limits.bytes(Limit.METADATA)).isEqualTo(16 * 1024);
        assertThat(limits.bytes(Limit.PREFERENCES)).isEqualTo(16 * 1024);
        assertThat(limits.bytes(Limit.SUMMARY)).isEqualTo(256 * 1024);
        assertThat(limits.bytes(Limit.TABLE_VALUE)).isEqualTo(1024 * 1024);
        assertThat(limits.count(Limit.TABLE_VALUE)).isEqualTo(1000);
        assertThat(limits.bytes(Limit.RESULT)).isEqualTo(4 * 1024 * 1024);
        assertThat(limits.resultTags()).isEqualTo(32);
        assertThat(limits.resultTagLength()).isEqualTo(128);
        assertThat(limits.bytes(Limit.RESULT_REQUEST)).isEqualTo(256 * 1024);
        assertThat(limits.count(Limit.RESULT)).isEqualTo(Integer.MAX_VALUE);
        assertThat(limits.largestValue()).isEqualTo(4 * 1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource({
        "message,0B",
        "message,-1B",
        "result,1025MB",
        "messages-per-command,0",
        "result-tags,-1"
    })
    void a_limit_that_makes_no_sense_is_refused_by_name(String name, String value) {
        assertThatThrownBy(() -> limits(Map.of("hansard.limits." + name, value)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("hansard.limits." + name);
    }

    @Test
    void a_blank_key_is_no_key_and_a_key_is_never_shown() {
        assertThat(edge(" ", false).protectedMode()).isTrue();
        assertThat(edge(null, false).protectedMode()).isTrue();
        assertThat(edge("secret", false).protectedMode()).isFalse();
        assertThat(edge("secret", false)).asString().doesNotContain("secret");
        assertThat(edge(null, false)).hasToString("protected mode");
    }

    @Test
    void in_server_mode_a_key_is_made_where_none_is_given() {
        assertThat(edge(null, true).protectedMode()).isFalse();
        assertThat(edge(null, true).makesOperatorKey()).isTrue();
        assertThat(edge("secret", true).makesOperatorKey()).isFalse();
        assertThat(edge(null, false).makesOperatorKey()).isFalse();
    }

    @Test
    void a_key_that_no_header_can_carry_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> edge("two words", false));
        assertThatIllegalArgumentException().isThrownBy(() -> edge("cl\u00e9", false));
    }

    @ParameterizedTest
    @CsvSource({
        "requests-per-second,-1",
        "requests-per-second,1000001",
        "last-used-interval,99ms",
        "last-used-interval,61m"
    })
    void keys_have_limits_that_make_sense(String name, String value) {
        String property = "hansard.keys." + name;

        assertThatThrownBy(
                        () ->
                                new Binder(
                                                new MapConfigurationPropertySource(
                                                        Map.of(property, value)))
                                        .bindOrCreate("hansard.keys", KeySettings.class))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining(property);
    }

    private static EdgeSettings edge(String adminKey, boolean serverMode) {
        return new EdgeSettings(adminKey, serverMode, Path.of("key"));
    }

    private static LimitSettings limits(Map<String, ?> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.limits", LimitSettings.class);
    }
}
