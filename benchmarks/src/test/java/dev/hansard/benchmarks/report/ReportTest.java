package dev.hansard.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportTest {

    private final Report report = new Report();

    ReportTest() {
        report.figure("append.hansard32PerSecond", Series.of(30_000, 10_000, 20_000));
        report.figure("append.plainInsert32PerSecond", Series.of(10_000, 10_000, 10_000));
        report.ratio(
                "append.ratioToPlainInsert32",
                "append.hansard32PerSecond",
                "append.plainInsert32PerSecond");
        report.figure("lag.p99Millis", 12);
        report.fact("protection.fsync", true);
    }

    @Test
    void the_file_is_one_flat_object_of_medians_with_their_spread(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("benchmark.json");
        FlatJson.write(report, file);

        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(file));
        assertThat(json.get("append.ratioToPlainInsert32").decimalValue())
                .isEqualByComparingTo("2");
        assertThat(json.get("append.ratioToPlainInsert32.min").decimalValue())
                .isEqualByComparingTo("1");
        assertThat(json.get("append.ratioToPlainInsert32.max").decimalValue())
                .isEqualByComparingTo("3");
        assertThat(json.get("append.hansard32PerSecond").intValue()).isEqualTo(20_000);
        assertThat(json.get("protection.fsync").booleanValue()).isTrue();
        assertThat(json.has("lag.p99Millis.min")).isFalse();
        assertThat(json.properties()).allMatch(entry -> entry.getValue().isValueNode());
    }

    @Test
    void the_table_shows_every_target_and_how_far_it_is() {
        String table = Table.of(report);

        assertThat(table.lines())
                .anyMatch(
                        line ->
                                line.matches(
                                        "append.ratioToPlainInsert32 .*≥ 1.5 +2 +1 … 3 +met .*"))
                .anyMatch(line -> line.matches("lag.p99Millis .*≤ 10 +12 +missed by 20 % .*"))
                .anyMatch(line -> line.matches("restart.ratio .*not measured .*"))
                .anyMatch(
                        line -> line.matches("append.hansard32PerSecond +20,000 +10,000 … 30,000"))
                .anyMatch(line -> line.matches("protection.fsync +true"));
        assertThat(table.lines().filter(line -> line.startsWith("append.ratioToPlainInsert32 ")))
                .hasSize(1);
    }

    @Test
    void a_figure_is_measured_once_and_is_a_number() {
        assertThatIllegalArgumentException().isThrownBy(() -> report.figure("lag.p99Millis", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.figure("x", Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.ratio("x", "append.hansard32PerSecond", "never.measured"));
    }
}
