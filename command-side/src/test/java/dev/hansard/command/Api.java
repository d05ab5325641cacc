package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.json.JsonCodec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A client that speaks the contract as any other would. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = JsonCodec.mapper();

    private final String base;
    private final String[] headers;

    Api(String base, String... headers) {
        this.base = base;
        this.headers = headers;
    }

    /** An answer. */
    public record Reply(int status, HttpHeaders headers, String text) {

        public JsonNode body() {
            return MAPPER.readTree(text);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public long position() {
            return Long.parseLong(header("Hansard-Position"));
        }

        public boolean replayed() {
            return header("Idempotency-Replayed").equals("true");
        }

        public Reply expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        public void refused(int expected, ErrorCode code) {
            expect(expected);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(body().get("code").asString()).isEqualTo(code.code());
        }

        public void refused(int expected, ErrorCode code, String pointer) {
            refused(expected, code);
            assertThat(body().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
        }
    }

    /** This client, with these headers in every request. */
    public Api with(String... nameAndValue) {
        return new Api(
                base,
                java.util.stream.Stream.concat(
                                java.util.Arrays.stream(headers),
                                java.util.Arrays.stream(nameAndValue))
                        .toArray(String[]::new));
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply post(String path, String body) {
        return send("POST", path, body);
    }

    public Reply post(String path) {
        return send("POST", path, null);
    }

    public Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    public Reply patch(String path, String body) {
        return send("PATCH", path, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    public Reply delete(String path, String body) {
        return send("DELETE", path, body);
    }

    /** The answers to requests that are all under way at once. */
    public static List<Reply> atOnce(int number, IntFunction<Reply> request) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> requests =
                    IntStream.range(0, number)
                            .<Callable<Reply>>mapToObj(i -> () -> request.apply(i))
                            .toList();
            return threads.invokeAll(requests).stream().map(Api::join).toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Reply join(Future<Reply> reply) {
        try {
            return reply.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply send(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
