package dev.hansard.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpConnectionTest {

    private static final int LARGER_THAN_THE_BUFFER = 200_000;

    private HttpServer server;
    private HttpConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/echo", exchange -> answer(exchange, 200, body(exchange)));
        server.createContext("/nothing", exchange -> answer(exchange, 204, new byte[0]));
        server.createContext(
                "/close",
                exchange -> {
                    exchange.getResponseHeaders().add("Connection", "close");
                    answer(exchange, 200, new byte[1]);
                });
        server.createContext(
                "/large", exchange -> answer(exchange, 200, new byte[LARGER_THAN_THE_BUFFER]));
        server.start();
        connection = new HttpConnection(server.getAddress().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.stop(0);
    }

    @Test
    void an_answer_is_read_to_its_end() throws IOException {
        var echo = connection.exchange(HttpConnection.post("/echo", "{\"ä\":1}"));

        assertThat(echo.status()).isEqualTo(200);
        assertThat(new String(echo.body(), UTF_8)).isEqualTo("{\"ä\":1}");
        assertThat(connection.exchange(HttpConnection.get("/nothing")).status()).isEqualTo(204);
        assertThat(connection.exchange(HttpConnection.get("/large")).body())
                .hasSize(LARGER_THAN_THE_BUFFER);
        assertThat(connection.exchange(HttpConnection.get("/unknown")).status()).isEqualTo(404);
    }

    @Test
    void what_the_server_closes_is_opened_anew() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(connection.exchange(HttpConnection.get("/close")).status()).isEqualTo(200);
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        return exchange.getRequestBody().readAllBytes();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
