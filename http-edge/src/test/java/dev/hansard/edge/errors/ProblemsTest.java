package dev.hansard.edge.errors;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.EdgeTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

import java.io.IOException;
import java.util.List;

/** Refusals and failures on their way out of Spring MVC. */
@Isolated("it reads what the whole process prints")
@EdgeTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {

    @Autowired private MockMvcTester http;

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void every_code_has_its_status_and_is_answered_as_a_problem(ErrorCode code) throws Exception {
        MvcTestResult result = get("/test/refused/" + code.code());

        assertProblem(result, HttpStatuses.of(code), code.code()).saying("refused as asked");
    }

    @Test
    void what_may_be_asked_again_says_when_and_what_may_not_says_so() {
        assertThat(get("/test/refused/overloaded")).hasHeader("Retry-After", "1");
        assertThat(get("/test/refused/rate-limited")).hasHeader("Retry-After", "1");
        assertThat(get("/test/refused/already-exists")).hasHeader("x-should-retry", "false");
        assertThat(get("/test/refused/deleted")).doesNotContainHeader("x-should-retry");
    }

    @Test
    void an_unexpected_failure_tells_nobody_what_it_said(CapturedOutput log) throws Exception {
        assertProblem(get("/test/refused/unknown"), 500, "internal-error");

        assertThat(log)
                .contains("java.lang.IllegalStateException", "EchoController.refused")
                .doesNotContain("a secret");
    }

    @Test
    void an_exception_that_a_module_knows_becomes_its_refusal() throws Exception {
        Problems problems =
                new Problems(
                        List.of(
                                failure -> null,
                                failure ->
                                        failure instanceof IOException
                                                ? Refusal.of(ErrorCode.STORE_UNAVAILABLE, "mapped")
                                                : null));
        MockHttpServletResponse response = new MockHttpServletResponse();

        problems.answer(new IllegalStateException(new IOException("x")), response);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("\"detail\":\"mapped\"");
    }

    @Test
    void a_client_that_has_left_is_told_nothing() throws Exception {
        MockHttpServletResponse gone = new MockHttpServletResponse();

        new Problems(List.of()).answer(new AsyncRequestNotUsableException("gone"), gone);

        assertThat(gone.getContentAsByteArray()).isEmpty();
    }

    @Test
    void an_unknown_path_is_not_found() throws Exception {
        assertProblem(get("/test/nowhere"), 404, "not-found");
        assertProblem(get("/"), 404, "not-found");
        assertProblem(get("/actuator/env"), 404, "not-found");
        assertProblem(get("/error"), 404, "not-found");
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() throws Exception {
        MvcTestResult result = http.delete().uri("/test/query").exchange();

        assertProblem(result, 405, "method-not-allowed");
        assertThat(result).hasHeader("Allow", "GET");
    }

    @Test
    void an_answer_is_JSON_or_none() throws Exception {
        assertProblem(
                http.get().uri("/test/query").header("Accept", "text/html").exchange(),
                406,
                "not-acceptable");
        assertProblem(
                http.get().uri("/test/nowhere").header("Accept", "text/html").exchange(),
                404,
                "not-found");
    }

    @Test
    void a_status_of_the_container_becomes_the_code_that_is_nearest() {
        assertThat(Problem.ofStatus(404).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(Problem.ofStatus(406).detail()).doesNotContain("JSON");
        assertThat(Problem.ofStatus(413).code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(Problem.ofStatus(431).code()).isEqualTo(ErrorCode.MALFORMED_REQUEST);
        assertThat(Problem.ofStatus(505).code()).isEqualTo(ErrorCode.MALFORMED_REQUEST);
        assertThat(Problem.ofStatus(503).code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    private MvcTestResult get(String path) {
        return http.get().uri(path).exchange();
    }
}
