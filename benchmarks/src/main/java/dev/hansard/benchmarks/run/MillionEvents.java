package dev.hansard.benchmarks.run;

import dev.hansard.benchmarks.harness.Progress;
import dev.hansard.benchmarks.postgres.BenchmarkServer;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;

/**
 * A database with a log of 1,000,000 events: 20,000 conversations of 49 messages. Made when the
 * first part of a run asks for it, and kept for the others.
 */
public final class MillionEvents {

    private static final int CONVERSATIONS = 20_000;
    private static final int MESSAGES_EACH = 49;

    private final BenchmarkServer server;
    private final Progress progress;
    private @Nullable Database database;

    public MillionEvents(BenchmarkServer server, Progress progress) {
        this.server = server;
        this.progress = progress;
    }

    public Database database() throws SQLException, IOException {
        if (database == null) {
            progress.say("seeding a log of 1,000,000 events");
            database = server.create("million");
            SeededLog.write(database, Seed.conversations(CONVERSATIONS, MESSAGES_EACH));
        }
        return database;
    }
}
