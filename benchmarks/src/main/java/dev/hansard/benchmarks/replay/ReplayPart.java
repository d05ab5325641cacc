package dev.hansard.benchmarks.replay;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.MillionEvents;
import dev.hansard.benchmarks.run.PlainScan;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.query.QueryServiceApplication;
import dev.hansard.query.conversation.RecentMessagesRebuild;

import org.springframework.boot.SpringApplication;

/**
 * A full rebuild of the recent messages from 1,000,000 events, beside reading the same rows with
 * JDBC and throwing them away.
 */
public final class ReplayPart {

    private ReplayPart() {}

    public static void measure(Run run) throws Exception {
        Database database = run.millionEvents().database();
        var scan = new PlainScan(MillionEvents.EVENTS);
        run.progress().say("replay: starting a query service");
        try (var context =
                Applications.start(
                        new SpringApplication(QueryServiceApplication.class),
                        database,
                        // All of it shall be there at the end, as it is with so many users.
                        "--hansard.window.conversations-weight=1GB")) {
            var rebuild = new RecentMessagesRebuild(context);
            run.rounds()
                    .with("replay.plainScanEventsPerSecond", () -> scan.eventsPerSecond(database))
                    .with("replay.rebuildEventsPerSecond", rebuild::eventsPerSecond)
                    .measure(run.report());
        }
        run.report()
                .ratio(
                        "replay.ratioToPlainScan",
                        "replay.rebuildEventsPerSecond",
                        "replay.plainScanEventsPerSecond");
    }
}
