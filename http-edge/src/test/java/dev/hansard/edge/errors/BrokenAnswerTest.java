package dev.hansard.edge.errors;

import static dev.hansard.edge.RawHttp.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.EdgeServerTest;
import dev.hansard.edge.RawHttp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.IOException;

/** Failures after the answer has begun. */
@Isolated("it reads what the whole process prints")
@EdgeServerTest
@ExtendWith(OutputCaptureExtension.class)
class BrokenAnswerTest {

    private static final String END = "\r\n0\r\n\r\n";

    @LocalServerPort private int port;

    @Test
    void a_stream_that_fails_does_not_end_like_one_that_is_complete(CapturedOutput log)
            throws IOException {
        assertThat(stream(true)).contains("a line").endsWith(END);
        assertThat(stream(false)).contains("a line").doesNotEndWith(END);

        assertThat(log).contains("an answer broke off").doesNotContain("a secret");
    }

    private String stream(boolean whole) throws IOException {
        return RawHttp.send(port, out -> out.write(head("GET /test/stream?whole=" + whole))).text();
    }
}
