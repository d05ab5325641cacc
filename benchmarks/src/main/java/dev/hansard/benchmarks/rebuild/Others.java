package dev.hansard.benchmarks.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.benchmarks.harness.HttpConnection;
import dev.hansard.benchmarks.seed.Messages;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two clients that go on while views are made anew: one appends to a conversation, the other reads
 * it, and lists. What fails or goes back ends them.
 */
final class Others implements AutoCloseable {

    private static final String TALK = "/v1/conversations/rebuild-beside";
    private static final Pattern COUNT = Pattern.compile("\"messageCount\":(\\d+)");

    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final long begin = System.nanoTime();
    private volatile boolean stopping;
    private List<Future<Long>> clients = List.of();

    private Others(int port) {
        this.port = port;
    }

    static Others start(int port) throws IOException {
        try (var connection = new HttpConnection(port)) {
            String conversation = "{\"userId\":\"user-0\",\"conversationId\":\"rebuild-beside\"}";
            ask(connection, HttpConnection.post("/v1/conversations", conversation), 201);
        }
        var others = new Others(port);
        others.clients =
                List.of(others.threads.submit(others::append), others.threads.submit(others::read));
        return others;
    }

    /**
     * Ends them.
     *
     * @return appends a second
     * @throws IOException if an answer was not the right one
     */
    double stop() throws Exception {
        stopping = true;
        try {
            double appends = clients.getFirst().get() / ((System.nanoTime() - begin) / 1e9);
            clients.getLast().get();
            return appends;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() {
        stopping = true;
        threads.close();
    }

    private long append() throws IOException {
        byte[] request =
                HttpConnection.post(
                        TALK + "/messages", "{\"messages\":[%s]}".formatted(Messages.json()));
        long appends = 0;
        try (var connection = new HttpConnection(port)) {
            while (!stopping) {
                ask(connection, request, 201);
                appends++;
            }
        }
        return appends;
    }

    private long read() throws IOException {
        long last = 0;
        try (var connection = new HttpConnection(port)) {
            while (!stopping) {
                Matcher count = COUNT.matcher(ask(connection, HttpConnection.get(TALK), 200));
                long now = count.find() ? Long.parseLong(count.group(1)) : -1;
                if (now < last) {
                    throw new IOException("%d messages after %d".formatted(now, last));
                }
                last = now;
                ask(connection, HttpConnection.get("/v1/conversations?limit=5"), 200);
                ask(connection, HttpConnection.get("/v1/users/user-0/messages"), 200);
            }
        }
        return last;
    }

    private static String ask(HttpConnection connection, byte[] request, int expected)
            throws IOException {
        HttpConnection.Answer answer = connection.exchange(request);
        if (answer.status() != expected) {
            throw new IOException("status %d in place of %d".formatted(answer.status(), expected));
        }
        return new String(answer.body(), UTF_8);
    }
}
