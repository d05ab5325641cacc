package dev.hansard.edge.trace;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.EdgeTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The ids that hold a piece of work together. */
@EdgeTest
class TraceTest {

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT_ID = "b7ad6b7169203331";

    @Autowired private MockMvcTester http;

    @Test
    void the_clients_own_ids_are_taken_and_said_back() {
        MvcTestResult result =
                http.delete()
                        .uri("/test/command/a")
                        .header("Hansard-Correlation-Id", "order/4711")
                        .header("Hansard-Causation-Id", "step-3")
                        .header("traceparent", "00-" + TRACE_ID + "-" + PARENT_ID + "-01")
                        .exchange();

        assertIds(result, "order/4711", "step-3");
    }

    @Test
    void a_W3C_trace_takes_their_place() {
        MvcTestResult result =
                http.delete()
                        .uri("/test/command/a")
                        .header("traceparent", "00-" + TRACE_ID + "-" + PARENT_ID + "-01")
                        .exchange();

        assertIds(result, TRACE_ID, PARENT_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "ff-" + TRACE_ID + "-" + PARENT_ID + "-01",
                "00-00000000000000000000000000000000-" + PARENT_ID + "-01",
                "00-" + TRACE_ID + "-0000000000000000-01"
            })
    void a_trace_that_cannot_be_read_is_passed_over(String traceparent) {
        MvcTestResult result =
                http.delete().uri("/test/command/a").header("traceparent", traceparent).exchange();

        assertThat(result).bodyJson().extractingPath("$.causationId").isEqualTo("null");
        assertThat(result.getResponse().getHeader("Hansard-Correlation-Id")).hasSize(36);
    }

    @Test
    void without_any_an_id_is_made_for_each_request() {
        assertThat(correlationId()).isNotBlank().isNotEqualTo(correlationId());
    }

    @Test
    void an_id_is_visible_ASCII_and_not_too_long() throws Exception {
        for (String header : new String[] {"Hansard-Correlation-Id", "Hansard-Causation-Id"}) {
            for (String id : new String[] {"", "a b", "\u00e9", "i".repeat(129)}) {
                assertProblem(
                                http.get().uri("/test/query").header(header, id).exchange(),
                                422,
                                "invalid-request")
                        .at(header);
            }
        }
    }

    @Test
    void log_lines_name_tenant_and_correlation_and_nothing_stays_behind() {
        assertThat(
                        http.get()
                                .uri("/test/mdc")
                                .header("Hansard-Tenant", "acme")
                                .header("Hansard-Correlation-Id", "c-1")
                                .exchange())
                .bodyJson()
                .extractingPath("$")
                .asMap()
                .containsEntry("tenant", "acme")
                .containsEntry("correlationId", "c-1");
        assertThat(MDC.getCopyOfContextMap()).doesNotContainKeys("tenant", "correlationId");
    }

    private String correlationId() {
        return String.valueOf(
                http.get()
                        .uri("/test/query")
                        .exchange()
                        .getResponse()
                        .getHeader("Hansard-Correlation-Id"));
    }

    private static void assertIds(MvcTestResult result, String correlation, String causation) {
        assertThat(result).hasHeader("Hansard-Correlation-Id", correlation);
        assertThat(result)
                .bodyJson()
                .extractingPath("$")
                .asMap()
                .containsEntry("correlationId", correlation)
                .containsEntry("causationId", causation);
    }
}
