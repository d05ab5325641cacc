package dev.hansard.edge.errors;

import static dev.hansard.edge.ProblemAssert.assertProblem;
import static dev.hansard.edge.RawHttp.head;
import static dev.hansard.edge.RawHttp.send;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.edge.EdgeServerTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.IOException;

/** Requests that a real server refuses before, or without, Spring MVC. */
@EdgeServerTest
class TomcatErrorsTest {

    @LocalServerPort private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\n\n",
                "GET /a{b HTTP/1.1\nHost: localhost\n\n",
                "GET /test/query HTTP/7.0\nHost: localhost\n\n",
                "GET /test/query HTTP/1.1\nConnection: close\n\n",
                "GET http://elsewhere/test/query HTTP/1.1\nHost: localhost\n\n",
                "GET /test/query HTTP/1.1\nHost: localhost\nno colon here\n\n",
                "POST /test/value HTTP/1.1\nHost: localhost\nContent-Length: x\n\n",
                "POST /test/value HTTP/1.1\nHost: localhost\nTransfer-Encoding: x\n\n"
            })
    void what_is_no_HTTP_request_is_malformed(String request) throws IOException {
        assertProblem(send(port, request), 400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "a%00b", "a%zzb", "a%ffb", "a%5cb"})
    void a_path_that_cannot_be_decoded_is_malformed(String id) throws IOException {
        assertProblem(
                send(port, out -> out.write(head("DELETE /test/command/" + id))),
                400,
                "malformed-request");
    }

    @Test
    void a_header_without_end_is_malformed() throws IOException {
        assertProblem(
                send(port, out -> out.write(head("GET /test/query", "X: " + "y".repeat(20_000)))),
                400,
                "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FROB", "PUT"})
    void a_method_that_is_not_there_is_not_allowed(String method) throws IOException {
        assertProblem(
                send(port, out -> out.write(head(method + " /test/query"))),
                405,
                "method-not-allowed");
    }

    @Test
    void an_answer_without_body_has_the_headers_of_one_with_it() throws IOException {
        assertThat(send(port, out -> out.write(head("HEAD /nowhere"))).text())
                .startsWith("HTTP/1.1 404")
                .contains("Content-Type: application/problem+json")
                .doesNotContain("not-found");
    }

    @Test
    void a_body_that_breaks_off_is_malformed() throws IOException {
        assertProblem(
                send(
                        port,
                        out -> {
                            out.write(head("POST /test/everything", JSON, "Content-Length: 100"));
                            out.write("{\"text\":".getBytes(UTF_8));
                        }),
                400,
                "malformed-request");
        assertProblem(
                send(
                        port,
                        out -> {
                            out.write(
                                    head(
                                            "POST /test/everything",
                                            JSON,
                                            "Transfer-Encoding: chunked"));
                            out.write("zz\r\n".getBytes(UTF_8));
                        }),
                400,
                "malformed-request");
    }

    @Test
    void a_body_that_is_not_UTF_8_is_malformed_JSON() throws IOException {
        assertProblem(
                        send(
                                port,
                                out -> {
                                    out.write(
                                            head(
                                                    "POST /test/everything",
                                                    JSON,
                                                    "Content-Length: 12"));
                                    out.write("{\"text\":\"\u00e9\"}".getBytes(ISO_8859_1));
                                }),
                        400,
                        "malformed-json")
                .saying("UTF-8");
    }

    private static final String JSON = "Content-Type: application/json";
}
