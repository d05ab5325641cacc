package dev.hansard.allinone.postgres;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how the embedded PostgreSQL runs.
 *
 * @param dataDir the directory of all data; null for a temporary one that is removed at the stop
 * @param port of 127.0.0.1, 1–65,535; 0 chooses a free one at each start
 * @param programsDir where the server programs are unpacked once (about 60 MB) and shared by all
 *     data directories; it can be removed whenever no server runs
 * @param startTimeout for the server to be ready, recovery after a crash included; whole seconds
 * @param stopTimeout for an orderly stop; whole seconds, after which the server is stopped at once
 *     and recovers at its next start
 */
public record EmbeddedPostgresSettings(
        @Nullable Path dataDir,
        int port,
        Path programsDir,
        Duration startTimeout,
        Duration stopTimeout) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration DEFAULT_START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(15);

    public EmbeddedPostgresSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port must be 0 to 65535, not " + port);
        }
        if (startTimeout.compareTo(SHORTEST) < 0 || stopTimeout.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("the timeouts must be one second or more");
        }
    }

    /** Data that outlives the process. */
    public static EmbeddedPostgresSettings keptIn(Path dataDir) {
        return defaults(dataDir);
    }

    /** Data in a temporary directory that is removed at the stop. */
    public static EmbeddedPostgresSettings temporary() {
        return defaults(null);
    }

    private static EmbeddedPostgresSettings defaults(@Nullable Path dataDir) {
        return new EmbeddedPostgresSettings(
                dataDir,
                0,
                ProgramsDirectory.ofThisUser(),
                DEFAULT_START_TIMEOUT,
                DEFAULT_STOP_TIMEOUT);
    }

    public EmbeddedPostgresSettings withPort(int port) {
        return new EmbeddedPostgresSettings(dataDir, port, programsDir, startTimeout, stopTimeout);
    }

    public EmbeddedPostgresSettings withProgramsDir(Path programsDir) {
        return new EmbeddedPostgresSettings(dataDir, port, programsDir, startTimeout, stopTimeout);
    }

    public EmbeddedPostgresSettings withTimeouts(Duration startTimeout, Duration stopTimeout) {
        return new EmbeddedPostgresSettings(dataDir, port, programsDir, startTimeout, stopTimeout);
    }
}
