package dev.hansard.allinone.conformity;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/operations.md} names what the running server has. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OperationsDocConformityTest {

    private static final String PAGE = Repository.read("docs/operations.md");

    /** What Spring adds to the health by itself, and nobody has to look at. */
    private static final Set<String> OF_SPRING = Set.of("ping", "livenessState", "readinessState");

    /** It comes with the first refusal. */
    private static final String LATE = "hansard.append.refused";

    private static Set<String> meters;
    private static Set<String> caches;

    @BeforeAll
    static void look_at_the_meters() {
        MeterRegistry registry = RunningHansard.context().getBean(MeterRegistry.class);
        meters =
                registry.getMeters().stream()
                        .map(meter -> meter.getId().getName())
                        .collect(Collectors.toSet());
        caches =
                registry.getMeters().stream()
                        .map(Meter::getId)
                        .filter(id -> id.getName().equals("hansard.cache.weight"))
                        .map(id -> id.getTag("cache"))
                        .collect(Collectors.toSet());
    }

    @Test
    void every_metric_of_ours_is_on_the_page() {
        assertThat(meters)
                .filteredOn(name -> name.startsWith("hansard."))
                .isNotEmpty()
                .isSubsetOf(namesIn(section("Metrics")));
    }

    @Test
    void every_metric_on_the_page_is_there() {
        assertThat(namesIn(section("Metrics")))
                .filteredOn(name -> !name.equals(LATE))
                .isSubsetOf(meters);
    }

    @Test
    void the_caches_are_named() {
        assertThat(caches)
                .isNotEmpty()
                .allSatisfy(cache -> assertThat(section("Metrics")).contains("`" + cache + "`"));
    }

    @Test
    void the_components_of_the_health_are_on_the_page() {
        var health = RunningHansard.send("GET", "/actuator/health", null).body();

        assertThat(JsonMapper.shared().readTree(health).path("components").propertyNames())
                .filteredOn(name -> !OF_SPRING.contains(name))
                .containsExactlyInAnyOrderElementsOf(rowsOf(section("Health")));
    }

    private static String section(String heading) {
        int start = PAGE.indexOf("\n## " + heading + "\n");
        int end = PAGE.indexOf("\n## ", start + 1);
        return PAGE.substring(start, end);
    }

    private static Set<String> namesIn(String text) {
        return found("`((?:hansard|cache)\\.[a-z.]+)(?:\\{[a-z,]+})?`", text);
    }

    private static Set<String> rowsOf(String text) {
        return found("(?m)^\\| `(\\w+)` \\|", text);
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }
}
