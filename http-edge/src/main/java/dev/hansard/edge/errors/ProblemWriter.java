package dev.hansard.edge.errors;

import dev.hansard.api.json.JsonCodec;
import dev.hansard.edge.Headers;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/** Writes a problem as the whole answer, with the headers its status asks for. */
final class ProblemWriter {

    /** Seconds after which an answer of 429 or 503 may be asked for again. */
    private static final String RETRY_AFTER = "1";

    private static final JsonMapper MAPPER = JsonCodec.mapper();

    private ProblemWriter() {}

    static void write(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = MAPPER.writeValueAsBytes(problem);
        response.resetBuffer();
        response.setStatus(problem.status());
        addHeaders(problem.status(), response);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private static void addHeaders(int status, HttpServletResponse response) {
        switch (status) {
            case 401 ->
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"hansard\"");
            case 409 -> response.setHeader(Headers.SHOULD_RETRY, "false");
            case 429, 503 -> response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
            default -> {}
        }
    }
}
