package dev.hansard.edge.request;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Refusal;
import dev.hansard.edge.EdgeTest;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What stands in the address of a request. */
@EdgeTest
class ParametersTest {

    @Autowired private MockMvcTester http;

    @Test
    void parameters_are_read_by_their_types() {
        assertThat(
                        parameters(
                                "userId=ada&status=expired&at=2026-01-01T00:00:00Z&count=3&ttl=never"))
                .bodyJson()
                .extractingPath("$.said")
                .isEqualTo("ada EXPIRED 2026-01-01T00:00:00Z 3 never");
    }

    @ParameterizedTest
    @CsvSource({
        "status=ada,userId,is required",
        "userId=,userId,1 to 128 characters",
        "userId=.ada,userId,1 to 128 characters",
        "userId=ada&status=gone,status,'must be one of active, expired, ended, deleted'",
        "userId=ada&status=ACTIVE,status,must be one of",
        "userId=ada&status=,status,must be one of",
        "userId=ada&at=now,at,must be an RFC 3339 time",
        "userId=ada&at=2026-01-01,at,must be an RFC 3339 time",
        "userId=ada&count=many,count,must be a whole number",
        "userId=ada&ttl=soon,ttl,must be an ISO 8601 duration"
    })
    void a_parameter_that_breaks_a_rule_is_named(String query, String name, String rule)
            throws Exception {
        assertProblem(
                        parameters(query.startsWith("status=ada") ? "status=active" : query),
                        422,
                        "invalid-request")
                .at(name)
                .saying(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%20b",
                "-a",
                ":a",
                "%C3%A9",
                "a*b",
                "a,b",
                "%F0%9F%98%80",
                "a%0Ab",
                "a%23",
                "~a"
            })
    void an_id_in_the_path_with_a_forbidden_character_is_refused(String id) throws Exception {
        assertProblem(
                        http.delete().uri(java.net.URI.create("/test/command/" + id)).exchange(),
                        422,
                        "invalid-request")
                .at("id");
    }

    @Test
    void an_id_has_at_most_128_characters() throws Exception {
        assertThat(http.delete().uri("/test/command/" + "i".repeat(128)).exchange()).hasStatusOk();
        assertProblem(
                        http.delete().uri("/test/command/" + "i".repeat(129)).exchange(),
                        422,
                        "invalid-request")
                .at("id");
    }

    @Test
    void every_character_of_the_alphabet_is_allowed() {
        assertThat(http.delete().uri("/test/command/{id}", "@a.B_9:c@d+e-f").exchange())
                .hasStatusOk();
    }

    @Test
    void an_id_that_may_be_left_out_is_checked_when_it_is_there() {
        assertThat(CheckedIds.optional("/sessionId", null)).isNull();
        assertThat(CheckedIds.optional("/sessionId", "s")).isEqualTo("s");
        Assertions.assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> CheckedIds.optional("/sessionId", "a b"));
    }

    private MvcTestResult parameters(String query) {
        return http.get().uri("/test/parameters?" + query).exchange();
    }
}
