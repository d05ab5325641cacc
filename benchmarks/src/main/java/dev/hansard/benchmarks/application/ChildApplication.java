package dev.hansard.benchmarks.application;

import dev.hansard.benchmarks.harness.HttpConnection;
import dev.hansard.benchmarks.postgres.Database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An application in a JVM of its own, ready to serve. What it says goes to a log file. */
public final class ChildApplication implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(8);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int OK = 200;

    private final Process process;
    private final int port;
    private final Duration startTime;

    private ChildApplication(Process process, int port, Duration startTime) {
        this.process = process;
        this.port = port;
        this.startTime = startTime;
    }

    /**
     * What a child is started with.
     *
     * @param program arguments of the JVM that name what to run: a class path and a class, or a jar
     * @param heap as after {@code -Xmx}
     * @param more arguments of the application
     */
    public record Launch(List<String> program, String heap, Database database, List<String> more) {

        /** The {@link BenchmarkApplication} of this module. */
        public static Launch benchmark(
                AotCache cache, String heap, Database database, String... more) throws Exception {
            return new Launch(cache.program(), heap, database, List.of(more));
        }

        /** What is shipped. */
        public static Launch jar(Path jar, String heap, Database database, String... more) {
            return new Launch(
                    List.of("-jar", jar.toAbsolutePath().toString()),
                    heap,
                    database,
                    List.of(more));
        }

        private List<String> command(int port) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Xmx" + heap);
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-Daxoniq.update-checker.disabled=true");
            command.addAll(program);
            command.addAll(database.arguments());
            command.add("--server.port=" + port);
            command.addAll(more);
            return command;
        }
    }

    /**
     * Starts one and waits until its health says that it is ready.
     *
     * @param log where its output goes
     * @throws IOException if it ends before, or takes too long
     */
    public static ChildApplication start(Launch launch, Path log)
            throws IOException, InterruptedException {
        int port = freePort();
        long begin = System.nanoTime();
        Process process =
                new ProcessBuilder(launch.command(port))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        while (!isReady(port)) {
            Duration passed = Duration.ofNanos(System.nanoTime() - begin);
            if (!process.isAlive() || passed.compareTo(LONGEST_START) > 0) {
                process.destroyForcibly().waitFor();
                throw new IOException("the application did not start, see " + log);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return new ChildApplication(process, port, Duration.ofNanos(System.nanoTime() - begin));
    }

    public int port() {
        return port;
    }

    /** From the start of the process until it was ready. */
    public Duration startTime() {
        return startTime;
    }

    /** Stops it as an operator does, and waits until it has gone. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean isReady(int port) {
        try (var connection = new HttpConnection(port)) {
            return connection.exchange(HttpConnection.get("/actuator/health")).status() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
