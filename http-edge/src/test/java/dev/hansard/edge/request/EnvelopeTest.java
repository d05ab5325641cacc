package dev.hansard.edge.request;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.EdgeTest;
import dev.hansard.edge.EdgeTestApp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The headers that commands and queries come in. */
@EdgeTest
class EnvelopeTest {

    @Autowired private MockMvcTester http;

    @Test
    void a_command_carries_the_time_and_nothing_that_was_not_said() {
        assertThat(http.delete().uri("/test/command/a").exchange())
                .bodyJson()
                .extractingPath("$")
                .asMap()
                .containsEntry("now", EdgeTestApp.NOW.toString())
                .containsEntry("expected", "Any[]")
                .containsEntry("idempotencyKey", "null")
                .containsEntry("causationId", "null");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"3\"',Exactly[version=3]",
        "'W/\"12\"',Exactly[version=12]",
        "*,Exists[]",
        "' \"3\" ',Exactly[version=3]"
    })
    void If_Match_says_the_version(String header, String expected) {
        assertThat(command("If-Match", header))
                .bodyJson()
                .extractingPath("$.expected")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "\"\"",
                "\"0\"",
                "\"-1\"",
                "\"a\"",
                "\"1\", \"2\"",
                "w/\"1\"",
                "",
                "\"9999999999999999999\""
            })
    void any_other_If_Match_is_refused(String header) throws Exception {
        assertProblem(command("If-Match", header), 422, "invalid-request").at("If-Match");
    }

    @Test
    void If_None_Match_can_only_ask_for_absence() throws Exception {
        assertThat(command("If-None-Match", "*"))
                .bodyJson()
                .extractingPath("$.expected")
                .isEqualTo("Absent[]");
        assertProblem(command("If-None-Match", "\"1\""), 422, "invalid-request")
                .at("If-None-Match");
        assertProblem(
                http.delete()
                        .uri("/test/command/a")
                        .header("If-None-Match", "*")
                        .header("If-Match", "*")
                        .exchange(),
                422,
                "invalid-request");
    }

    @Test
    void an_idempotency_key_is_printable_and_not_too_long() throws Exception {
        String longest = "k ".repeat(127) + "!";

        assertThat(command("Idempotency-Key", longest))
                .bodyJson()
                .extractingPath("$.idempotencyKey")
                .isEqualTo(longest);
        for (String key : new String[] {"", "k".repeat(256), "caf\u00e9", "a\tb"}) {
            assertProblem(command("Idempotency-Key", key), 422, "invalid-request")
                    .at("Idempotency-Key");
        }
    }

    @Test
    void the_same_request_has_the_same_hash_and_another_has_another() throws Exception {
        String hash = hash("/test/command/a?x=1", "{\"value\":1}");

        assertThat(hash).hasSize(64).isEqualTo(hash("/test/command/a?x=1", "{\"value\":1}"));
        assertThat(
                        new String[] {
                            hash("/test/command/b?x=1", "{\"value\":1}"),
                            hash("/test/command/a?x=2", "{\"value\":1}"),
                            hash("/test/command/a", "{\"value\":1}"),
                            hash("/test/command/a?x=1", "{\"value\":2}"),
                            hash("/test/command/a?x=1", "{\"value\":1} ")
                        })
                .doesNotHaveDuplicates()
                .doesNotContain(hash);
    }

    @Test
    void a_query_waits_two_seconds_for_nothing_in_particular() {
        assertThat(http.get().uri("/test/query").exchange())
                .bodyJson()
                .extractingPath("$")
                .asMap()
                .containsEntry("minPosition", 0)
                .containsEntry("timeout", "PT2S");
    }

    @ParameterizedTest
    @CsvSource({
        "wait=5,PT5S",
        "'respond-async, wait=7',PT7S",
        "'wait = \"8\"; foo',PT8S",
        "wait=31,PT30S",
        "wait=0,PT0S",
        "wait=soon,PT2S",
        "wait=-1,PT2S",
        "await=9,PT2S"
    })
    void Prefer_says_how_long_to_wait(String prefer, String timeout) {
        assertThat(
                        http.get()
                                .uri("/test/query")
                                .header("Prefer", prefer)
                                .header("Hansard-Min-Position", "42")
                                .exchange())
                .bodyJson()
                .extractingPath("$")
                .asMap()
                .containsEntry("minPosition", 42)
                .containsEntry("timeout", timeout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "", "1.0", "99999999999999999999"})
    void a_position_is_a_number(String position) throws Exception {
        assertProblem(
                        http.get()
                                .uri("/test/query")
                                .header("Hansard-Min-Position", position)
                                .exchange(),
                        422,
                        "invalid-request")
                .at("Hansard-Min-Position");
    }

    private MvcTestResult command(String header, String value) {
        return http.delete().uri("/test/command/a").header(header, value).exchange();
    }

    private String hash(String path, String body) throws Exception {
        String answer =
                http.post()
                        .uri(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .exchange()
                        .getResponse()
                        .getContentAsString();
        return answer.replaceAll(".*\"requestHash\":\"([0-9a-f]+)\".*", "$1");
    }
}
