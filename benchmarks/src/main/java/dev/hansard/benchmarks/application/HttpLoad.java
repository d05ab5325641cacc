package dev.hansard.benchmarks.application;

import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.harness.ClosedLoop;
import dev.hansard.benchmarks.harness.HttpConnection;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Connections to an application that is loaded over HTTP, all of them open. */
public final class HttpLoad implements AutoCloseable {

    private final List<HttpConnection> connections = new ArrayList<>();

    public HttpLoad(int port, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            this.connections.add(new HttpConnection(port));
        }
    }

    /** Bytes of an answer. */
    public int length(byte[] request) throws IOException {
        return connections.getFirst().exchange(request).body().length;
    }

    /**
     * Requests a second of all connections, each of which goes on when it has its answer.
     *
     * @param status that every answer has to have
     */
    public double perSecond(int status, Supplier<byte[]> requests, Duration time) throws Exception {
        List<Client> clients =
                connections.stream()
                        .<Client>map(connection -> () -> send(connection, requests, status))
                        .toList();
        return ClosedLoop.perSecond(clients, Thread.ofPlatform(), time);
    }

    private static void send(HttpConnection connection, Supplier<byte[]> requests, int expected)
            throws IOException {
        int status = connection.exchange(requests.get()).status();
        if (status != expected) {
            throw new IOException("status %d in place of %d".formatted(status, expected));
        }
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : connections) {
            connection.close();
        }
    }
}
