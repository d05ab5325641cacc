package dev.hansard.allinone.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client as independent agents write one: HTTP and JSON, nothing of Hansard's own code. It reads
 * what it wrote: it and the clients made from it ask for at least what any of them was answered. A
 * connection that breaks is an {@link UncheckedIOException}.
 */
final class HansardClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    private final URI base;
    private final List<String> headers;
    private final AtomicLong seen;

    private HansardClient(URI base, List<String> headers, AtomicLong seen) {
        this.base = base;
        this.headers = headers;
        this.seen = seen;
    }

    static HansardClient to(int port) {
        return new HansardClient(
                URI.create("http://127.0.0.1:" + port), List.of(), new AtomicLong());
    }

    int port() {
        return base.getPort();
    }

    /** The same with one more header on every request. */
    HansardClient with(String header, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new HansardClient(base, List.copyOf(more), seen);
    }

    HansardClient withKey(String key) {
        return with("Authorization", "Bearer " + key);
    }

    /** One whose queries see at least what this answer reflects. */
    HansardClient after(Answer answer) {
        return with("Hansard-Min-Position", Long.toString(answer.position()));
    }

    Answer get(String path, String... more) {
        return exchange("GET", path, null, more);
    }

    Answer post(String path, String json, String... more) {
        return exchange("POST", path, json.getBytes(UTF_8), more);
    }

    Answer put(String path, String json, String... more) {
        return exchange("PUT", path, json.getBytes(UTF_8), more);
    }

    Answer patch(String path, String json, String... more) {
        return exchange("PATCH", path, json.getBytes(UTF_8), more);
    }

    Answer delete(String path, String... more) {
        return exchange("DELETE", path, null, more);
    }

    /** Appends messages to a conversation, each as JSON. */
    Answer append(String conversation, String... messages) {
        return post("/v1/conversations/" + conversation + "/messages", Json.messages(messages));
    }

    /** Sends a body as it is; none for null. */
    Answer exchange(String method, String path, byte @Nullable [] body, String... more) {
        BodyPublisher publisher =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(TIMEOUT)
                        .method(method, publisher);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (method.equals("GET") && seen.get() > 0) {
            request.header("Hansard-Min-Position", Long.toString(seen.get()));
            request.header("Prefer", "wait=30");
        }
        add(request, headers);
        add(request, List.of(more));
        try {
            HttpResponse<String> http = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
            http.headers()
                    .firstValueAsLong("Hansard-Position")
                    .ifPresent(position -> seen.accumulateAndGet(position, Math::max));
            return new Answer(method + " " + path, http);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void add(HttpRequest.Builder request, List<String> headers) {
        for (int i = 0; i < headers.size(); i += 2) {
            request.setHeader(headers.get(i), headers.get(i + 1));
        }
    }
}
