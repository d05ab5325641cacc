package dev.hansard.edge.json;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.EdgeTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What a body with fields of its own may and may not be. */
@EdgeTest
class BodiesTest {

    @Autowired private MockMvcTester http;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{", "{'text':'a'}", "{\"text\":\"a\",}", "{\"text\":\"a\"} x",
                        "{\"text\":\"a\"}{}",
                "   ", "{\"text\":01}", "{\"text\":NaN}", "{\"text\":\"a\nb\"}",
                        "\uFEFF{\"text\":\"a\"}"
            })
    void what_is_not_one_JSON_value_is_malformed(String body) throws Exception {
        assertProblem(post(body), 400, "malformed-json");
    }

    @Test
    void a_body_that_must_be_there_is_malformed_when_it_is_not() throws Exception {
        assertProblem(post(""), 400, "malformed-json").saying("a body is needed");
        assertProblem(http.post().uri("/test/everything").exchange(), 400, "malformed-json");
    }

    @Test
    void a_body_that_may_be_left_out_may_be_left_out() {
        assertThat(http.post().uri("/test/optional").exchange()).hasStatusOk();
    }

    @Test
    void the_same_key_twice_is_refused_at_any_depth() throws Exception {
        assertProblem(post("{\"text\":\"a\",\"text\":\"b\"}"), 400, "duplicate-key").at("/text");
        assertProblem(
                        post(
                                "{\"text\":\"a\",\"metadata\":[{\"a/b\":{\"c\":1,\"d\":2,\"e\":3,\"c\":4}}]}"),
                        400,
                        "duplicate-key")
                .at("/metadata/0/a~1b/c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"text":1}                          | /text     | must be a string
                    {"text":1.5}                        | /text     | must be a string
                    {"text":true}                       | /text     | must be a string
                    {"text":{}}                         | /text     | must be a string
                    {"text":[]}                         | /text     | must be a string
                    {"text":null}                       | /text     | must not be null
                    {}                                  | /text     | is required
                    {"text":"a","count":"1"}            | /count    | must be a whole number
                    {"text":"a","count":""}             | /count    | must be a whole number
                    {"text":"a","count":1.0}            | /count    | must be a whole number
                    {"text":"a","count":true}           | /count    | must be a whole number
                    {"text":"a","count":99999999999}    | /count    | must be a whole number
                    {"text":"a","flag":"true"}          | /flag     | must be true or false
                    {"text":"a","flag":1}               | /flag     | must be true or false
                    {"text":"a","ttl":"soon"}           | /ttl      | must be an ISO 8601 duration
                    {"text":"a","ttl":"PT0.5S"}         | /ttl      | must be an ISO 8601 duration
                    {"text":"a","ttl":60}               | /ttl      | must be an ISO 8601 duration
                    {"text":"a","at":"yesterday"}       | /at       | must be an RFC 3339 time
                    {"text":"a","at":"2026-01-01T00:00:00+01:00"} | /at | must be an RFC 3339 time
                    {"text":"a","at":1767225600}        | /at       | must be an RFC 3339 time
                    {"text":"a","pause":"1h"}           | /pause    | must be an ISO 8601 duration
                    {"text":"a","status":"gone"}        | /status   | must be one of active, expired
                    {"text":"a","status":"ACTIVE"}      | /status   | must be one of active, expired
                    {"text":"a","status":0}             | /status   | must be one of active, expired
                    {"text":"a","tags":"x"}             | /tags     | must be an array
                    {"text":"a","tags":["x",1]}         | /tags/1   | must be a string
                    {"text":"a","tags":["x",null]}      | /tags/1   | must not be null
                    {"text":"a","inner":{"big":1e3}}    | /inner/big | must be a whole number
                    {"text":"a","inner":{}}             | /inner/big | is required
                    {"text":"a","inner":[]}             | /inner    | must be an object
                    {"text":"a","even":{"number":3}}    | /even     | values that do not go together
                    {"text":"a","nonsense":1}           | /nonsense | there is no such field
                    {"text":"a","Text":"b"}             | /Text     | there is no such field
                    []                                  | ''        | must be an object
                    "x"                                 | ''        | must be an object
                    null                                | ''        | must be an object
                    """)
    void a_field_that_breaks_a_rule_is_named_with_the_rule_in_words(
            String body, String pointer, String rule) throws Exception {
        assertProblem(post(body), 422, "invalid-request").at(pointer).saying(rule);
    }

    @Test
    void every_kind_of_field_is_read_and_written_by_its_rule() {
        String body =
                "{\"text\":\"1\",\"count\":2147483647,\"flag\":false,\"ttl\":\"PT1H\","
                        + "\"at\":\"2026-01-31T12:00:00Z\",\"pause\":\"PT2S\",\"status\":\"expired\","
                        + "\"tags\":[\"a\"],\"inner\":{\"big\":9223372036854775807},"
                        + "\"metadata\":{\"a\":null}}";

        assertThat(post(body)).hasStatusOk().hasBodyTextEqualTo(body);
    }

    @Test
    void an_absent_value_is_left_out_of_the_answer() {
        assertThat(post("{\"text\":\"a\",\"count\":null}"))
                .hasStatusOk()
                .hasBodyTextEqualTo("{\"text\":\"a\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"text\":\"\\ud800\"}',/text",
        "'{\"text\":\"a\",\"metadata\":[\"\\udc00\\ud800\"]}',/metadata/0",
        "'{\"text\":\"a\",\"metadata\":{\"\\ud83dx\":1}}',/metadata",
        "'{\"text\":\"a\",\"\\ud83d\":1}',''",
    })
    void half_of_a_surrogate_pair_is_refused_wherever_it_is(String body, String pointer)
            throws Exception {
        assertProblem(post(body), 422, "invalid-text").at(pointer);
    }

    @Test
    void a_number_of_more_than_a_thousand_characters_is_refused_in_any_field() throws Exception {
        String number = "1".repeat(1001);

        assertProblem(post("{\"text\":\"a\",\"count\":" + number + "}"), 422, "invalid-request")
                .at("/count");
        assertProblem(
                        post("{\"text\":\"a\",\"metadata\":[" + number + "]}"),
                        422,
                        "invalid-request")
                .at("/metadata/0")
                .saying("at most 1000 characters");
    }

    @Test
    void the_pointer_to_a_place_with_an_endless_name_stops_before_it() throws Exception {
        String name = "n".repeat(5000);

        assertProblem(
                        post("{\"text\":\"a\",\"metadata\":{\"" + name + "\":\"\\ud800\"}}"),
                        422,
                        "invalid-text")
                .at("/metadata");
        assertProblem(post("{\"text\":\"a\",\"" + name + "\":1}"), 422, "invalid-request").at("");
    }

    @Test
    void JSON_of_another_media_type_is_not_read() throws Exception {
        for (String type : new String[] {"text/plain", "application/vnd.x+json", "nonsense"}) {
            MvcTestResult result =
                    http.post()
                            .uri("/test/everything")
                            .header("Content-Type", type)
                            .content("{\"text\":\"a\"}")
                            .exchange();

            assertProblem(result, 415, "unsupported-media-type");
        }
    }

    @Test
    void a_merge_patch_is_read_as_JSON() {
        assertThat(
                        http.post()
                                .uri("/test/everything")
                                .header("Content-Type", "application/merge-patch+json")
                                .content("{\"text\":\"a\"}")
                                .exchange())
                .hasStatusOk();
    }

    private MvcTestResult post(String body) {
        return http.post()
                .uri("/test/everything")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
