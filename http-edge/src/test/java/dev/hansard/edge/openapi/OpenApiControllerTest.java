package dev.hansard.edge.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.EdgeTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@EdgeTest
class OpenApiControllerTest {

    @Autowired private MockMvcTester http;

    @Test
    void the_document_is_served_as_JSON_and_only_once_to_who_has_it() {
        MvcTestResult first = http.get().uri("/v3/api-docs").exchange();

        assertThat(first).hasStatusOk().hasContentType("application/json");
        assertThat(first).bodyJson().extractingPath("$.openapi").asString().startsWith("3.1");
        assertThat(
                        http.get()
                                .uri("/v3/api-docs")
                                .header("If-None-Match", first.getResponse().getHeader("ETag"))
                                .exchange())
                .hasStatus(304);
    }
}
