package dev.hansard.allinone.postgres;

import dev.hansard.edge.startup.StartRefusedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL server of this process's own: it listens on 127.0.0.1 alone, and nobody else may use
 * its data directory until it is stopped.
 *
 * <p>The server is a process of its own and outlives a killed JVM; the next start on the same data
 * directory stops it. It is not in the terminal's process group, so Ctrl-C reaches Hansard alone,
 * which stops the server last.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final DataDirectory directory;
    private final Programs programs;
    private final Postmaster postmaster;
    private final Login login;
    private final boolean temporary;
    private final Duration stopTimeout;
    private boolean stopped;

    private EmbeddedPostgres(
            DataDirectory directory,
            Programs programs,
            Postmaster postmaster,
            Login login,
            EmbeddedPostgresSettings settings) {
        this.directory = directory;
        this.programs = programs;
        this.postmaster = postmaster;
        this.login = login;
        this.temporary = settings.dataDir() == null;
        this.stopTimeout = settings.stopTimeout();
    }

    /**
     * Starts the server and waits until it can be used; the very first start also unpacks the
     * programs and makes the cluster, which takes some seconds.
     *
     * @throws StartRefusedException if anything is not in order; then no server runs and the data
     *     directory is as it was
     */
    public static EmbeddedPostgres start(EmbeddedPostgresSettings settings) {
        var archive = ProgramArchive.ofThisMachine();
        Path kept = settings.dataDir();
        try {
            var directory = DataDirectory.take(kept == null ? TemporaryDirectories.create() : kept);
            try {
                return startIn(directory, archive, settings);
            } catch (IOException | RuntimeException e) {
                release(directory, kept == null);
                throw e;
            }
        } catch (IOException e) {
            throw Refusals.notWritable(
                    kept == null ? Path.of(System.getProperty("java.io.tmpdir")) : kept, e);
        }
    }

    private static EmbeddedPostgres startIn(
            DataDirectory directory, ProgramArchive archive, EmbeddedPostgresSettings settings)
            throws IOException {
        var programs = Programs.in(ProgramsDirectory.unpack(archive, settings.programsDir()));
        if (settings.dataDir() == null) {
            TemporaryDirectories.removeLeftovers(programs, settings.stopTimeout());
        }
        LeftoverServer.stop(directory, programs, settings.stopTimeout());
        ServerStart.freePort(settings.port());
        if (!directory.hasCluster()) {
            new FirstStart(directory, programs).makeCluster();
        }
        var started = new ServerStart(directory, programs, settings).start();
        var login = Login.to(directory, started.port());
        try {
            login.check(directory);
        } catch (StartRefusedException e) {
            started.postmaster().stop(programs, settings.stopTimeout());
            throw e;
        }
        return new EmbeddedPostgres(directory, programs, started.postmaster(), login, settings);
    }

    public String jdbcUrl() {
        return login.jdbcUrl();
    }

    public String username() {
        return login.username();
    }

    public String password() {
        return login.password();
    }

    /** The real path of the data directory. */
    public Path dataDirectory() {
        return directory.root();
    }

    /** Whether the server process runs; it does not say whether it answers. */
    public boolean isAlive() {
        return postmaster.isAlive();
    }

    /**
     * Stops the server, if it still runs, and gives the data directory free; a temporary one is
     * removed. Takes at most the stop timeout of the settings and 10 s more. Stop whatever uses the
     * server first: its connections are cut.
     */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (!postmaster.stop(programs, stopTimeout)) {
            log.error(
                    "PostgreSQL (process {}) does not stop; the next start on {} tries again",
                    postmaster.process(),
                    directory.root());
            return;
        }
        release(directory, temporary);
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    private static void release(DataDirectory directory, boolean temporary) {
        try (directory) {
            if (temporary) {
                FileSystemUtils.deleteRecursively(directory.root());
            }
        } catch (IOException e) {
            log.warn("{} cannot be removed or given free: {}", directory.root(), e.toString());
        }
    }
}
