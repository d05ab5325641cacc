package dev.hansard.benchmarks.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A client of one conversation's live stream, that goes at random and comes back with the event it
 * had last. It asks in HTTP/1.0, so that its answer is lines and nothing else, and costs next to
 * nothing beside the server that shares the processors with it.
 */
final class Listener {

    /** One in so many events is the last before it goes. */
    private static final int GOES = 50;

    private static final int OPENS_WITHIN_SECONDS = 30;
    private static final int BUFFER_CHARS = 2_048;
    private static final String OK = "HTTP/1.1 200 ";
    private static final String ID = "id:";

    private final int port;
    private final String conversation;
    private final List<Long> positions = new ArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().unstarted(this::listen);
    private long last;
    private boolean ending;
    private @Nullable Socket socket;
    private volatile @Nullable IOException failure;

    /**
     * @param after position after which it wants every event
     */
    Listener(int port, String conversation, long after) {
        this.port = port;
        this.conversation = conversation;
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

    /** Hangs up. */
    synchronized void end() throws IOException {
        ending = true;
        if (socket != null) {
            socket.close();
        }
    }

    private void listen() {
        try {
            Socket next = connect();
            while (next != null) {
                listen(next);
                next = connect();
            }
        } catch (IOException e) {
            failure = ending() ? null : e;
        }
    }

    private synchronized boolean ending() {
        return ending;
    }

    /** Null when it is ended. */
    private synchronized @Nullable Socket connect() throws IOException {
        socket = ending ? null : new Socket(InetAddress.getLoopbackAddress(), port);
        return socket;
    }

    private void listen(Socket connection) throws IOException {
        String request =
                """
                GET /v1/stream?conversationId=%s HTTP/1.0\r
                Last-Event-ID: %d\r
                \r
                """
                        .formatted(conversation, last);
        try (connection;
                var answer = new InputStreamReader(connection.getInputStream(), UTF_8);
                var lines = new BufferedReader(answer, BUFFER_CHARS)) {
            connection.getOutputStream().write(request.getBytes(ISO_8859_1));
            String status = lines.readLine();
            if (status == null || !status.startsWith(OK)) {
                throw new IOException("status: " + status);
            }
            opened.countDown();
            take(lines);
        }
    }

    private void take(BufferedReader lines) throws IOException {
        boolean stays = true;
        String line = lines.readLine();
        while (line != null && stays) {
            if (line.startsWith(ID)) {
                take(Long.parseLong(line.substring(ID.length())));
                stays = ThreadLocalRandom.current().nextInt(GOES) != 0;
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
