package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Hansard service in a process of its own. */
final class RunningHansard implements AutoCloseable {

    /** What docs/operations.md states for the all-in-one, and what docker-compose.yml gives it. */
    static final Duration STOPS_WITHIN = Duration.ofSeconds(40);

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    private final Process process;
    private final Path home;
    private final Path output;
    private final HansardClient client;

    RunningHansard(Process process, Path home, Path output, int port) {
        this.process = process;
        this.home = home;
        this.output = output;
        this.client = HansardClient.to(port);
    }

    /** Without any key. */
    HansardClient client() {
        return client;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is ready to serve. */
    RunningHansard awaitReady() {
        return awaitHealth(200);
    }

    RunningHansard awaitHealth(int status) {
        await().atMost(STARTS_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                .failFast("it has ended", () -> assertThat(isAlive()).as(output()).isTrue())
                .until(() -> client.get("/actuator/health").status() == status);
        return this;
    }

    /**
     * As service managers and containers do, and Ctrl-C in effect: the signal of that one would be
     * ignored where the whole build runs in the background of a shell.
     */
    void terminate() throws IOException, InterruptedException {
        signal("TERM");
    }

    /** Stops its clock and all its threads; the kernel still takes its connections. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** After a pause; otherwise nothing. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** As kill -9 does. The embedded server goes on without it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    /** The exit status, at the latest after the given time. */
    int exitStatus(Duration limit) throws InterruptedException {
        assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                .as("it ends within %s: %s", limit, output())
                .isTrue();
        return process.exitValue();
    }

    /** Whether it runs; one that has ended but that nobody has reaped yet has no program. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** The embedded server on the default data directory, if it runs. */
    Optional<ProcessHandle> embeddedServer() {
        Path pidFile = home.resolve("hansard-data/postgres/postmaster.pid");
        try {
            return Files.exists(pidFile)
                    ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Stops it in order, and leaves nothing behind if that does not work. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
        embeddedServer().ifPresent(ProcessHandle::destroy);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
