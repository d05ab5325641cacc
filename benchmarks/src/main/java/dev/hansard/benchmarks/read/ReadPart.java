package dev.hansard.benchmarks.read;

import dev.hansard.benchmarks.harness.ForkedJmh;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;
import dev.hansard.query.conversation.WarmWindow;

/** What a read of a warm window costs, and how soon it shows what was written. */
public final class ReadPart {

    private static final int MESSAGES_EACH = 25;

    private ReadPart() {}

    public static void measure(Run run) throws Exception {
        Database database = run.server().create("read");
        SeededLog.write(database, Seed.conversations(WarmWindow.CONVERSATIONS, MESSAGES_EACH));
        run.progress().say("read: a warm window, in a JVM of its own");
        run.report().figure("read.hitNanos", ForkedJmh.nanos(WarmWindow.class, database));
        Lag.measure(run, database);
    }
}
