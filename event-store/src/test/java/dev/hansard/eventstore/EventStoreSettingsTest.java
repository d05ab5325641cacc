package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.util.Map;

/** The settings as properties. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventStoreSettingsTest {

    private static final String PREFIX = "hansard.event-store";

    @Test
    void without_any_property_they_are_the_defaults() {
        assertThat(bound(Map.of())).isEqualTo(EventStoreSettings.DEFAULT);
    }

    @Test
    void a_property_changes_its_own_alone() {
        assertThat(bound(Map.of(PREFIX + ".queue-limit", "7")))
                .isEqualTo(EventStoreSettings.DEFAULT.withQueueLimit(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "safety-poll=0s",
                "lock-timeout=-1s",
                "answer-lifetime=0s",
                "first-retry=0s",
                "slowest-retry=0s",
                "lease-check=0s",
                "page-size=0",
                "queue-limit=0",
                "batch-limit=0",
                "compress-above=-1"
            })
    void one_out_of_bounds_is_refused_by_its_name(String setting) {
        String name = PREFIX + "." + setting.substring(0, setting.indexOf('='));
        String value = setting.substring(setting.indexOf('=') + 1);

        assertThatThrownBy(() -> bound(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining(name + " must be at least");
    }

    private static EventStoreSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(PREFIX, Bindable.of(EventStoreSettings.class));
    }
}
