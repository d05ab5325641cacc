package dev.hansard.benchmarks.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client of one conversation's live stream, that goes at random and comes back with the event it
 * had last.
 */
final class Listener {

    /** One in so many events is the last before it goes. */
    private static final int GOES = 50;

    private static final int OPENS_WITHIN_SECONDS = 30;
    private static final int OK = 200;
    private static final int TOO_MANY = 503;
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);
    private static final String ID = "id:";

    private final HttpClient client;
    private final URI address;
    private final List<Long> positions = new ArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().unstarted(this::listen);
    private long last;
    private volatile boolean ending;
    private volatile @Nullable IOException failure;

    /**
     * @param client which ends it by being shut down
     * @param after position after which it wants every event
     */
    Listener(HttpClient client, int port, String conversation, long after) {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        this.client = client;
        this.address =
                URI.create(
                        "http://%s:%d/v1/stream?conversationId=%s"
                                .formatted(host, port, conversation));
        this.last = after;
    }

    Listener start() {
        thread.start();
        return this;
    }

    /** Waits until it listens for the first time. */
    void awaitOpen() throws IOException, InterruptedException {
        if (!opened.await(OPENS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("a stream does not open", failure);
        }
    }

    /** What it was told so far, in that order. */
    List<Long> positions() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        synchronized (positions) {
            return List.copyOf(positions);
        }
    }

    /** Says that it is ended: what its connection does from now on is no failure. */
    void end() {
        ending = true;
    }

    private void listen() {
        try {
            while (!ending) {
                listenOnce();
            }
        } catch (IOException e) {
            failure = ending ? null : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenOnce() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .header("Last-Event-ID", Long.toString(last))
                        .build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            switch (response.statusCode()) {
                case OK -> take(lines);
                // The server has not noticed yet that others have gone.
                case TOO_MANY -> LockSupport.parkNanos(BEFORE_ANOTHER_TRY.toNanos());
                default -> throw new IOException("status " + response.statusCode());
            }
        }
    }

    private void take(BufferedReader lines) throws IOException {
        opened.countDown();
        String line = lines.readLine();
        boolean stays = !ending;
        while (line != null && stays) {
            if (line.startsWith(ID)) {
                take(Long.parseLong(line.substring(ID.length())));
                stays = ThreadLocalRandom.current().nextInt(GOES) != 0 && !ending;
            }
            line = stays ? lines.readLine() : null;
        }
    }

    private void take(long position) {
        last = position;
        synchronized (positions) {
            positions.add(position);
        }
    }
}
