package dev.hansard.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MergePatchTest {

    /** The examples of RFC 7396, appendix A, and what makes it lossless. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "{\"a\":\"b\"} {\"a\":\"c\"} {\"a\":\"c\"}",
                "{\"a\":\"b\"} {\"b\":\"c\"} {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\",\"b\":\"c\"} {\"a\":null} {\"b\":\"c\"}",
                "{\"a\":[\"b\"]} {\"a\":\"c\"} {\"a\":\"c\"}",
                "{\"a\":{\"b\":\"c\"}} {\"a\":{\"b\":\"d\",\"c\":null}} {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} {\"a\":[1]} {\"a\":[1]}",
                "[\"a\",\"b\"] [\"c\",\"d\"] [\"c\",\"d\"]",
                "{\"e\":null} {\"a\":1} {\"e\":null,\"a\":1}",
                "[1,2] {\"a\":\"b\",\"c\":null} {\"a\":\"b\"}",
                "{} {\"a\":{\"bb\":{\"ccc\":null}}} {\"a\":{\"bb\":{}}}",
                "{\"n\":1.10,\"big\":12345678901234567890} {\"e\":1e400} {\"n\":1.10,\"big\":12345678901234567890,\"e\":1e400}",
            })
    void a_patch_changes_what_it_names_and_nothing_else(String target, String patch, String after) {
        assertThat(MergePatch.apply(Json.trusted(target), Json.trusted(patch))).hasToString(after);
    }
}
