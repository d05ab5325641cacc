package dev.hansard.benchmarks.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A client of one conversation's live stream, that goes at random and comes back with the event it
 * had last.
 */
final class Listener implements AutoCloseable {

    /** One in so many events is the last before it goes. */
    private static final int GOES = 50;

    private static final int OPENS_WITHIN_SECONDS = 30;
    private static final int SILENCE_MILLIS = 2_000;
    private static final String ID = "id:";

    private final String address;
    private final List<Long> positions = new ArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().unstarted(this::listen);
    private long last;
    private volatile boolean closing;
    private volatile @Nullable IOException failure;

    /**
     * @param after position after which it wants every event
     */
    Listener(int port, String conversation, long after) {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        this.address =
                "http://%s:%d/v1/stream?conversationId=%s".formatted(host, port, conversation);
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

    /**
     * It goes at the next event or silence: who closes a connection from outside waits for both.
     */
    @Override
    public void close() {
        closing = true;
    }

    private void listen() {
        try {
            while (!closing) {
                listenOnce();
            }
        } catch (IOException e) {
            failure = closing ? null : e;
        }
    }

    private void listenOnce() throws IOException {
        var open = (HttpURLConnection) URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
        open.setReadTimeout(SILENCE_MILLIS);
        open.setRequestProperty("Last-Event-ID", Long.toString(last));
        try (var lines = new BufferedReader(new InputStreamReader(open.getInputStream(), UTF_8))) {
            opened.countDown();
            String line = lines.readLine();
            boolean stays = !closing;
            while (line != null && stays) {
                if (line.startsWith(ID)) {
                    take(Long.parseLong(line.substring(ID.length())));
                    stays = ThreadLocalRandom.current().nextInt(GOES) != 0 && !closing;
                }
                line = stays ? lines.readLine() : null;
            }
        } catch (SocketTimeoutException e) {
            // Comes back, as after any other end.
        } finally {
            open.disconnect();
        }
    }

    private void take(long position) {
        last = position;
        synchronized (positions) {
            positions.add(position);
        }
    }
}
