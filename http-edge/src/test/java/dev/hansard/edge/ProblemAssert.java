package dev.hansard.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.AbstractAssert;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every refusal has to look like. */
public final class ProblemAssert extends AbstractAssert<ProblemAssert, JsonNode> {

    private ProblemAssert(JsonNode problem) {
        super(problem, ProblemAssert.class);
    }

    public static ProblemAssert assertProblem(MvcTestResult result, int status, String code)
            throws Exception {
        assertThat(result.getResponse().getContentType()).isEqualTo("application/problem+json");
        assertThat(result.getResponse().getHeader(Headers.CORRELATION_ID)).isNotBlank();
        return check(
                result.getResponse().getStatus(),
                result.getResponse().getContentAsString(),
                status,
                code);
    }

    public static ProblemAssert assertProblem(RawHttp.Answer answer, int status, String code) {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        return check(answer.status(), answer.body(), status, code);
    }

    private static ProblemAssert check(int actual, String body, int status, String code) {
        assertThat(body).doesNotContain("<html", "Exception", "java.", "\tat ");
        JsonNode problem = JsonMapper.shared().readTree(body);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(actual).isEqualTo(status);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asString()).isEqualTo("urn:hansard:problem:" + code);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        return new ProblemAssert(problem);
    }

    public ProblemAssert at(String pointer) {
        assertThat(actual.path("errors").path(0).path("pointer").asString()).isEqualTo(pointer);
        return this;
    }

    public ProblemAssert saying(String detail) {
        assertThat(actual.path("detail").asString()).contains(detail);
        return this;
    }
}
