package dev.hansard.query.table;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SharedTableSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 0, write-interval",
        "1001, 0, write-interval",
        "25, -1, held-rows",
        "25, 1000001, held-rows"
    })
    void what_is_out_of_its_bounds_is_refused_by_name(long millis, int rows, String name) {
        assertThatThrownBy(() -> new SharedTableSettings(Duration.ofMillis(millis), rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hansard.shared-tables." + name);
    }
}
