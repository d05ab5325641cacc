package dev.hansard.benchmarks.run;

import dev.hansard.benchmarks.application.ChildApplication;
import dev.hansard.benchmarks.application.ChildApplication.Launch;
import dev.hansard.benchmarks.harness.Progress;
import dev.hansard.benchmarks.postgres.BenchmarkServer;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.report.Report;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A database with a log of 1,000,000 events, 20,000 conversations of 49 messages, on which an
 * all-in-one was once, so that tables and checkpoints are there. Made when the first part of a run
 * asks for it, and kept for the others.
 */
public final class MillionEvents {

    /** All that any part makes of it. */
    public static final int EVENTS = 1_000_000;

    private static final int CONVERSATIONS = 20_000;
    private static final int MESSAGES_EACH = 49;

    private final BenchmarkServer server;
    private final Path application;
    private final Path directory;
    private final Report report;
    private final Progress progress;
    private @Nullable Database database;

    /**
     * @param application the all-in-one as it is shipped: one executable jar
     * @param directory where logs may go
     */
    public MillionEvents(
            BenchmarkServer server,
            Path application,
            Path directory,
            Report report,
            Progress progress) {
        this.server = server;
        this.application = application;
        this.directory = directory;
        this.report = report;
        this.progress = progress;
    }

    public Database database() throws SQLException, IOException, InterruptedException {
        if (database == null) {
            progress.say("seeding a log of 1,000,000 events");
            Database made = server.create("million");
            SeededLog.write(made, Seed.conversations(CONVERSATIONS, MESSAGES_EACH));
            progress.say("a first start on it");
            try (var first = start(made)) {
                report.figure("restart.firstStartSeconds", first.startTime().toNanos() / 1e9);
            }
            progress.say("it was ready and is stopped");
            database = made;
        }
        return database;
    }

    /** Starts what is shipped, with room for all of these events, on a database. */
    public ChildApplication start(Database on) throws IOException, InterruptedException {
        if (!Files.isRegularFile(application)) {
            throw new IOException(
                    application + " is not there: run ./mvnw package -pl all-in-one -am");
        }
        return ChildApplication.start(
                Launch.jar(
                        application,
                        "2g",
                        on,
                        "--hansard.read-model.start=checkpoint",
                        "--hansard.window.conversations-weight=1GB"),
                directory.resolve("restart.log"));
    }
}
