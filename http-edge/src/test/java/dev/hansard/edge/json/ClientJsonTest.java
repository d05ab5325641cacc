package dev.hansard.edge.json;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.EdgeTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What happens to a client's own values on the way through: nothing. */
@EdgeTest
class ClientJsonTest {

    @Autowired private MockMvcTester http;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "1.10",
                "-0",
                "-0.0",
                "1E+2",
                "12345678901234567890",
                "0.1000000000000000055",
                "\"12\"",
                "\"\"",
                "\"\\u0000\"",
                "\"a/b\"",
                "\"\\\"\\\\\"",
                "\"\u00e9\uD83D\uDE00\"",
                "true",
                "false",
                "null",
                "[]",
                "{}",
                "{\"\":null}",
                "[null,[],{}]",
                "{\"z\":1,\"a\":{\"y\":[1,\"2\",null],\"b\":2.50}}"
            })
    void a_value_comes_back_as_it_was_written(String json) {
        assertThat(put("/test/json", json)).hasStatusOk().hasBodyTextEqualTo(json);
    }

    @Test
    void white_space_goes_and_escapes_become_characters() {
        assertThat(
                        put(
                                "/test/json",
                                " { \"a\" :\t[ 1 ,\n 2 ] , \"\\u0062\\/\" : \"\\ud83d\\ude00\" } "))
                .hasBodyTextEqualTo("{\"a\":[1,2],\"b/\":\"\uD83D\uDE00\"}");
    }

    @Test
    void a_number_may_have_a_thousand_characters() {
        String number = "-" + "7".repeat(999);

        assertThat(put("/test/json", number)).hasStatusOk().hasBodyTextEqualTo(number);
    }

    @Test
    void nesting_goes_64_deep_and_no_deeper() throws Exception {
        String deep = "[".repeat(63) + "{}" + "]".repeat(63);

        assertThat(put("/test/json", deep)).hasStatusOk().hasBodyTextEqualTo(deep);
        assertProblem(put("/test/json", "[" + deep + "]"), 422, "too-deep");
        assertProblem(put("/test/value", "{\"value\":[" + deep + "]}"), 422, "too-deep")
                .at("/value");
        assertProblem(put("/test/json", "[".repeat(100_000)), 422, "too-deep");
    }

    @Test
    void depth_counts_in_the_value_itself_and_not_around_it() {
        String deep = "[".repeat(64) + "]".repeat(64);

        assertThat(put("/test/value", "{\"value\":" + deep + "}")).hasStatusOk();
    }

    @Test
    void null_is_a_value_and_absence_is_none() {
        assertThat(said("{\"value\":null}")).isEqualTo("value null (JSON) ttl null");
        assertThat(said("{}")).isEqualTo("value none ttl null");
        assertThat(said("{\"value\":1,\"ttl\":\"never\"}")).isEqualTo("value 1 (JSON) ttl never");
    }

    @Test
    void a_map_of_changes_keeps_null_for_removal_and_the_order_of_keys() {
        assertThat(
                        send(
                                HttpMethod.POST,
                                "/test/changes",
                                "{\"z\":null,\"b\":{\"value\":null},\"a\":{\"ttl\":\"PT1H\"}}"))
                .bodyJson()
                .extractingPath("$.said")
                .isEqualTo("z=null b=Value[value=null, ttl=null] a=Value[value=null, ttl=PT1H] ");
    }

    @Test
    void a_value_over_its_limit_is_refused_with_its_place() throws Exception {
        String fits = "\"" + "x".repeat(256 * 1024 - 2) + "\"";
        String tooLarge = "\"" + "x".repeat(256 * 1024 - 1) + "\"";

        assertThat(put("/test/value", "{\"value\":" + fits + "}")).hasStatusOk();
        assertProblem(put("/test/value", "{\"value\":" + tooLarge + "}"), 413, "too-large")
                .at("/value");
        assertProblem(put("/test/json", tooLarge), 413, "too-large").at("");
    }

    @Test
    void white_space_does_not_count() {
        assertThat(put("/test/value", "{\"value\":[" + " ".repeat(300 * 1024) + "]}"))
                .hasStatusOk();
    }

    @Test
    void a_text_longer_than_any_value_may_be_is_not_even_collected() throws Exception {
        String text = "\"" + "x".repeat(5 * 1024 * 1024) + "\"";

        assertProblem(put("/test/value", "{\"value\":" + text + "}"), 413, "too-large")
                .at("/value");
        assertProblem(
                        send(HttpMethod.POST, "/test/everything", "{\"text\":" + text + "}"),
                        413,
                        "too-large")
                .at("/text");
    }

    @Test
    void each_element_of_a_list_has_the_limit_for_itself() throws Exception {
        String half = "\"" + "x".repeat(600 * 1024) + "\"";

        assertThat(messages("[" + half + "," + half + "]")).hasStatusOk();
        assertProblem(messages("[1,[" + half + "," + half + "]]"), 413, "too-large")
                .at("/messages/1");
    }

    @Test
    void a_list_stops_at_its_first_element_too_many() throws Exception {
        assertThat(messages("[" + "{},".repeat(99) + "[]]")).hasStatusOk();
        assertProblem(messages("[" + "1,".repeat(100) + "{}]"), 422, "invalid-request")
                .at("/messages")
                .saying("not have more than 100");
        assertProblem(
                messages("[" + "{},".repeat(100) + "{this is never read"), 422, "invalid-request");
    }

    private MvcTestResult messages(String list) {
        return send(HttpMethod.POST, "/test/messages", "{\"messages\":" + list + "}");
    }

    private String said(String body) {
        return put("/test/value", body).getResponse().getHeader("Said");
    }

    private MvcTestResult put(String path, String body) {
        return send(HttpMethod.PUT, path, body);
    }

    private MvcTestResult send(HttpMethod method, String path, String body) {
        return http.method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
