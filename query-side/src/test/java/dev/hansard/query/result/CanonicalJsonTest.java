package dev.hansard.query.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

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
class CanonicalJsonTest {

    /** RFC 8785, section 3.2.2; its number 333333333.33333329 is one that we refuse. */
    @Test
    void the_example_of_the_rfc_comes_out_as_there() {
        String example =
                """
                {"numbers":[333333333.3333333,1E30,4.50,2e-3,0.000000000000000000000000001],\
                "string":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",\
                "literals":[null,true,false]}""";

        assertThat(canonical(example))
                .isEqualTo(
                        """
                        {"literals":[null,true,false],\
                        "numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                        "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}""");
    }

    /** RFC 8785, section 3.2.3: by UTF-16 units, so that a face comes before a Hebrew letter. */
    @Test
    void keys_are_sorted_as_in_the_rfc() {
        String example =
                """
                {"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}""";

        assertThat(canonical(example))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    /** RFC 8785, appendix B, as far as decimals can say them exactly. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, 0",
        "5e-324, 5e-324",
        "-5e-324, -5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "9007199254740992, 9007199254740992",
        "-9007199254740992, -9007199254740992",
        "295147905179352830000, 295147905179352830000",
        "9.999999999999997e22, 9.999999999999997e+22",
        "1e23, 1e+23",
        "1.0000000000000001e23, 1.0000000000000001e+23",
        "999999999999999700000, 999999999999999700000",
        "1E21, 1e+21",
        "9.999999999999997e-7, 9.999999999999997e-7",
        "0.000001, 0.000001",
        "333333333.3333332, 333333333.3333332",
        "-0.0000033333333333333333, -0.0000033333333333333333",
        "1424953923781206.2, 1424953923781206.2",
        "1.0, 1",
        "100e-2, 1",
        "1.10, 1.1"
    })
    void a_number_that_a_double_holds_is_written_in_one_way(String number, String canonical) {
        CanonicalJson.requireExact("", Json.trusted(number));

        assertThat(canonical("[" + number + "]")).isEqualTo("[" + canonical + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1e400",
                "1e-400",
                "12345678901234567890",
                "9007199254740993",
                "333333333.33333329",
                "0.1000000000000000055511151231257827",
                "1e99999999999",
                "1e-99999999999"
            })
    void a_number_that_would_change_is_refused_where_it_stands(String number) {
        Json value = Json.trusted("{\"a/b\":[1,{\"n\":%s}]}".formatted(number));

        assertThatThrownBy(() -> CanonicalJson.requireExact("/request", value))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.NUMBER_NOT_CANONICAL);
                            assertThat(refusal.violations().getFirst().pointer())
                                    .isEqualTo("/request/a~1b/1/n");
                        });
    }

    @Test
    void a_number_in_a_string_is_a_string() {
        CanonicalJson.requireExact("", Json.trusted("\"12345678901234567890\""));
        assertThat(canonical("[\"1.0\"]")).isEqualTo("[\"1.0\"]");
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.of(Json.trusted(json)), UTF_8);
    }
}
