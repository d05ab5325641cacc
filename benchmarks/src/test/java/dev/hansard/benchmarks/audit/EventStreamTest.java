package dev.hansard.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventStreamTest {

    private static final int EVENTS = 10_000;
    private static final byte[] EVENT = "{\"said\":\"Grüß Gott\"}\n".getBytes(UTF_8);

    private static final Instant LAST = Instant.parse("2026-01-02T03:04:05.678901Z");

    /** As the server does it, which does not know the length before. */
    private static final long CHUNKED = 0;

    private static final long NO_BODY = -1;

    private HttpServer server;
    private EventStream stream;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        stream = new EventStream(server.getAddress().getPort(), LAST);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void every_byte_and_every_line_is_counted() throws Exception {
        serve("application/x-ndjson");
        var download = new Download(EVENTS, stream);

        assertThat(download.turn()).isPositive();
        assertThat(download.bytesPerEvent()).isEqualTo(EVENT.length);
    }

    @Test
    void a_stream_of_other_events_than_there_are_is_no_turn() {
        serve("application/x-ndjson");

        assertThatIOException()
                .isThrownBy(new Download(EVENTS + 1, stream)::turn)
                .withMessageContainingAll("10000", "10001");
    }

    @Test
    void a_refusal_is_no_turn() {
        serve("application/json");

        assertThatIOException()
                .isThrownBy(new Download(EVENTS, stream)::turn)
                .withMessageContaining("406");
    }

    /** Answers who asks for the type, and refuses all others. */
    private void serve(String type) {
        server.createContext(
                "/v1/audit/events",
                exchange -> {
                    try (exchange) {
                        assertThat(exchange.getRequestURI()).hasQuery("to=" + LAST);
                        if (!type.equals(exchange.getRequestHeaders().getFirst("Accept"))) {
                            exchange.sendResponseHeaders(406, NO_BODY);
                            return;
                        }
                        exchange.sendResponseHeaders(200, CHUNKED);
                        for (int i = 0; i < EVENTS; i++) {
                            exchange.getResponseBody().write(EVENT);
                        }
                    }
                });
    }
}
