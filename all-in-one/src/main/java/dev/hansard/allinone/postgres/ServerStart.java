package dev.hansard.allinone.postgres;

import dev.hansard.allinone.postgres.Programs.Outcome;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

/** Starts the server on a cluster that is there, and waits until it takes connections. */
final class ServerStart {

    static final String ADDRESS = "127.0.0.1";

    private static final int ANY_PORT = 0;
    private static final int ATTEMPTS_FOR_ANY_PORT = 3;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DataDirectory directory;
    private final Programs programs;
    private final EmbeddedPostgresSettings settings;

    ServerStart(DataDirectory directory, Programs programs, EmbeddedPostgresSettings settings) {
        this.directory = directory;
        this.programs = programs;
        this.settings = settings;
    }

    /** A server and where it listens. */
    record Started(Postmaster postmaster, int port) {}

    Started start() throws IOException {
        boolean anyPort = settings.port() == ANY_PORT;
        for (int attempt = 1; ; attempt++) {
            int port = freePort(settings.port());
            var log = ServerLog.fromNow(directory.log());
            Outcome outcome = startOn(port);
            var postmaster = Postmaster.on(directory.cluster());
            if (outcome.ok() && postmaster.isPresent()) {
                return new Started(postmaster.get(), port);
            }
            if (postmaster.isPresent()) {
                postmaster.get().stop(programs, settings.stopTimeout());
                throw Refusals.notReadyInTime(
                        directory.cluster(), settings.startTimeout(), directory.log());
            }
            if (!log.saysPortInUse()) {
                throw Refusals.serverDoesNotStart(
                        directory.cluster(),
                        log.fatal().orElseGet(outcome::cause),
                        directory.log());
            }
            // Somebody was faster between the choice of the port and its use.
            if (!anyPort || attempt == ATTEMPTS_FOR_ANY_PORT) {
                throw Refusals.portInUse(port);
            }
        }
    }

    /** What is said here stands above postgresql.conf, whatever the operator writes there. */
    private Outcome startOn(int port) {
        Path cluster = directory.cluster();
        return programs.run(
                "pg_ctl",
                settings.startTimeout().plus(GRACE),
                "start",
                "--pgdata=" + cluster,
                "--log=" + directory.log(),
                "--wait",
                "--timeout=" + settings.startTimeout().toSeconds(),
                "--options=-p %d -c listen_addresses=%s -c unix_socket_directories="
                        .formatted(port, ADDRESS));
    }

    /** Refuses a wanted port that is taken; 0 stands for any free one. */
    static int freePort(int wanted) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw Refusals.portInUse(wanted);
        }
    }
}
