package dev.hansard.allinone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The running server process of one cluster. */
final class Postmaster {

    /** For the stop without a checkpoint; PostgreSQL itself kills what is left after 5 s. */
    static final Duration STOP_AT_ONCE = Duration.ofSeconds(10);

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final Path cluster;
    private final ProcessHandle process;

    private Postmaster(Path cluster, ProcessHandle process) {
        this.cluster = cluster;
        this.process = process;
    }

    /** The server that runs on the cluster, whoever started it. */
    static Optional<Postmaster> on(Path cluster) throws IOException {
        return processNamedIn(pidFile(cluster))
                .filter(process -> serves(process, cluster))
                .map(process -> new Postmaster(cluster, process));
    }

    /** The living process, of whatever program, that the pid file names. */
    static Optional<ProcessHandle> processNamedIn(Path pidFile) throws IOException {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static Path pidFile(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    long process() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive() && serves(process, cluster);
    }

    /**
     * Stops in order within the limit, or else at once, within {@link #STOP_AT_ONCE} more; both
     * lose nothing that was committed.
     *
     * @return whether the server has stopped
     */
    boolean stop(Programs programs, Duration limit) {
        if (isAlive() && !stop(programs, "fast", limit)) {
            boolean _ = stop(programs, "immediate", STOP_AT_ONCE);
        }
        return ends();
    }

    /** Waits a little: a server removes its pid file, which pg_ctl waits for, before it ends. */
    private boolean ends() {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    private boolean stop(Programs programs, String mode, Duration limit) {
        return programs.run(
                        "pg_ctl",
                        limit.plus(GRACE),
                        "stop",
                        "--pgdata=" + cluster,
                        "--mode=" + mode,
                        "--wait",
                        "--timeout=" + limit.toSeconds())
                .ok();
    }

    /**
     * A process number is soon used again, so the process must be seen to be the server. A dead one
     * that nobody has reaped yet has a number but no program.
     */
    private static boolean serves(ProcessHandle process, Path cluster) {
        if (!process.info()
                .command()
                .filter(program -> program.endsWith("/postgres"))
                .isPresent()) {
            return false;
        }
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return Files.exists(workingDirectory)
                    ? Files.isSameFile(workingDirectory, cluster)
                    : process.info()
                            .commandLine()
                            .filter(line -> line.contains(cluster.toString()))
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
