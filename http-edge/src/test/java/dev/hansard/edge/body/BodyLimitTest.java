package dev.hansard.edge.body;

import static dev.hansard.edge.ProblemAssert.assertProblem;
import static dev.hansard.edge.RawHttp.head;
import static dev.hansard.edge.RawHttp.send;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hansard.edge.EdgeServerTest;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** How large bodies are refused over a real connection. */
@EdgeServerTest
class BodyLimitTest {

    private static final int LIMIT = 8 * 1024 * 1024;
    private static final String JSON = "Content-Type: application/json";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final byte[] SPACES = " ".repeat(64 * 1024).getBytes(US_ASCII);

    @LocalServerPort private int port;

    @Test
    void a_body_that_says_it_is_too_large_is_refused_before_any_of_it_comes() throws IOException {
        String length = "Content-Length: 100000000000";

        assertProblem(
                        send(port, out -> out.write(head("PUT /test/value", JSON, length))),
                        413,
                        "too-large")
                .saying(LIMIT + " bytes");
    }

    @Test
    void a_client_that_asks_first_is_not_told_to_send_it() throws IOException {
        assertThat(
                        send(
                                        port,
                                        out ->
                                                out.write(
                                                        head(
                                                                "PUT /test/value",
                                                                JSON,
                                                                "Expect: 100-continue",
                                                                "Content-Length: 9000000")))
                                .text())
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void a_client_that_sends_it_all_the_same_still_sees_the_answer() throws IOException {
        assertProblem(
                send(
                        port,
                        out -> {
                            out.write(head("PUT /test/value", JSON, "Content-Length: 9437184"));
                            for (int i = 0; i < 144; i++) {
                                out.write(SPACES);
                            }
                        }),
                413,
                "too-large");
    }

    @Test
    void a_body_of_unknown_length_is_refused_when_it_passes_the_limit() throws IOException {
        AtomicLong sent = new AtomicLong();

        assertProblem(
                send(
                        port,
                        out -> {
                            out.write(head("PUT /test/value", JSON, CHUNKED));
                            for (int i = 0; i < 144; i++) {
                                chunk(out, SPACES);
                                sent.addAndGet(SPACES.length);
                            }
                            out.write("0\r\n\r\n".getBytes(US_ASCII));
                        }),
                413,
                "too-large");
        assertThat(sent).hasValueGreaterThan(LIMIT);
    }

    @Test
    void a_body_of_exactly_the_limit_is_read() throws IOException {
        assertThat(
                        send(
                                        port,
                                        out -> {
                                            out.write(
                                                    head(
                                                            "PUT /test/value",
                                                            JSON,
                                                            "Content-Length: " + LIMIT));
                                            for (int i = 0; i < 127; i++) {
                                                out.write(SPACES);
                                            }
                                            out.write(SPACES, 0, SPACES.length - 2);
                                            out.write("{}".getBytes(US_ASCII));
                                        })
                                .status())
                .isEqualTo(200);
    }

    @Test
    void a_body_that_nobody_reads_counts_all_the_same() throws IOException {
        assertProblem(
                send(
                        port,
                        out -> {
                            out.write(head("DELETE /test/command/a", JSON, CHUNKED));
                            for (int i = 0; i < 144; i++) {
                                chunk(out, SPACES);
                            }
                            out.write("0\r\n\r\n".getBytes(US_ASCII));
                        }),
                413,
                "too-large");
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(US_ASCII));
    }
}
