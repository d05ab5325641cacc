package dev.hansard.allinone.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a killed Hansard left behind. Its server is stopped, not taken over: a server that this
 * process started has this version's programs, its port and its settings, and a stop takes less
 * than a second.
 */
final class LeftoverServer {

    private static final Logger log = LoggerFactory.getLogger(LeftoverServer.class);

    private LeftoverServer() {}

    static void stop(DataDirectory directory, Programs programs, Duration limit)
            throws IOException {
        Path cluster = directory.cluster();
        var server = Postmaster.on(cluster);
        if (server.isPresent()) {
            log.info(
                    "Stopping the PostgreSQL (process {}) that a killed Hansard left on {}",
                    server.get().process(),
                    cluster);
            if (!server.get().stop(programs, limit)) {
                throw Refusals.leftoverDoesNotStop(cluster, server.get().process());
            }
            return;
        }
        // PostgreSQL removes the pid file of a dead process itself, but does not start when the
        // number is in use again; in a restarted container it often is, by a thread of this JVM.
        Path pidFile = Postmaster.pidFile(cluster);
        if (Postmaster.processNamedIn(pidFile).isPresent()) {
            Files.deleteIfExists(pidFile);
        }
    }
}
