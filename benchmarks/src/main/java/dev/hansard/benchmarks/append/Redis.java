package dev.hansard.benchmarks.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.seed.MadeId;
import dev.hansard.benchmarks.seed.Messages;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Redis as a window of 20 messages, where {@code redis-server} is on the path: RPUSH, LTRIM and
 * EXPIRE in one round trip, and flushed to disk before the answer ({@code appendfsync always}).
 */
final class Redis implements AutoCloseable {

    private static final int WINDOW = 20;
    private static final Duration START = Duration.ofSeconds(20);

    private final Process server;
    private final int port;
    private final List<Socket> sockets = new ArrayList<>();

    private Redis(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts one; empty where there is none. */
    static Optional<Redis> startIn(Path directory) throws IOException {
        Optional<Path> program =
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(entry -> Path.of(entry, "redis-server"))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path data = Files.createTempDirectory(directory, "redis");
        int port = freePort();
        Process server =
                new ProcessBuilder(
                                program.get().toString(),
                                "--bind",
                                "127.0.0.1",
                                "--port",
                                Integer.toString(port),
                                "--dir",
                                data.toString(),
                                "--save",
                                "",
                                "--appendonly",
                                "yes",
                                "--appendfsync",
                                "always")
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("log").toFile())
                        .start();
        var redis = new Redis(server, port);
        redis.awaitReady();
        return Optional.of(redis);
    }

    /** Clients that push messages, each to a list of its own. */
    List<Client> clients(int count) throws IOException {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(pushing());
        }
        return clients;
    }

    private Client pushing() throws IOException {
        Socket socket = connect();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String key = MadeId.conversation();
        return () -> {
            String request =
                    command("RPUSH", key, Messages.json().toString())
                            + command("LTRIM", key, "-" + WINDOW, "-1")
                            + command("EXPIRE", key, "86400");
            socket.getOutputStream().write(request.getBytes(UTF_8));
            for (int reply = 0; reply < 3; reply++) {
                readLine(in);
            }
        };
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.destroy();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try (var socket = connect()) {
                sockets.remove(socket);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end || !server.isAlive()) {
                    server.destroyForcibly();
                    throw new IOException("redis-server does not answer", e);
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        sockets.add(socket);
        return socket;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String command(String... words) {
        var text = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            text.append('$').append(word.getBytes(UTF_8).length).append("\r\n");
            text.append(word).append("\r\n");
        }
        return text.toString();
    }

    /** Reads a reply that is one line; an error is one that begins with a minus. */
    private static void readLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("redis-server has hung up");
            }
            line.append((char) c);
        }
        if (line.charAt(0) == '-') {
            throw new IOException(line.toString());
        }
    }
}
