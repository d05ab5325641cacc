package dev.hansard.edge.access;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.EdgeTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A server with the one static operator key. */
@EdgeTest
@TestPropertySource(properties = "hansard.admin-key=correct-horse")
class OperatorKeyTest {

    @Autowired private MockMvcTester http;

    @Test
    void the_key_opens_everything_in_the_tenant_it_names() {
        MvcTestResult result =
                http.get()
                        .uri("/test/query")
                        .header("Authorization", "Bearer correct-horse")
                        .header("Hansard-Tenant", "acme")
                        .header("Origin", "https://console.example")
                        .header("X-Forwarded-For", "10.0.0.1")
                        .exchange();

        assertThat(result)
                .bodyJson()
                .extractingPath("$.caller")
                .asMap()
                .containsEntry("tenant", "acme")
                .containsEntry("role", "operator")
                .containsEntry("keyId", "operator")
                .doesNotContainKey("boundUser");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong-horse",
                "Bearer",
                "Bearer ",
                "correct-horse",
                "Basic correct-horse",
                "Bearer correct-horse2",
                "Bearer correct-hors"
            })
    void another_key_does_not(String authorization) throws Exception {
        MvcTestResult result =
                http.get().uri("/test/query").header("Authorization", authorization).exchange();

        assertProblem(result, 401, "unauthorized");
        assertThat(result).hasHeader("WWW-Authenticate", "Bearer realm=\"hansard\"");
    }

    @Test
    void without_a_key_not_even_the_absence_of_a_path_is_told() throws Exception {
        for (String path :
                new String[] {"/test/query", "/nowhere", "/actuator/prometheus", "/error"}) {
            assertProblem(http.get().uri(path).exchange(), 401, "unauthorized");
        }
    }

    @Test
    void the_scheme_may_be_written_in_any_case() {
        assertThat(
                        http.get()
                                .uri("/actuator/prometheus")
                                .header("Authorization", "bearer correct-horse")
                                .exchange())
                .hasStatusOk();
    }

    @Test
    void health_and_the_document_need_no_key() {
        assertThat(http.get().uri("/actuator/health").exchange()).hasStatusOk();
        assertThat(http.get().uri("/v3/api-docs").exchange()).hasStatusOk();
    }
}
