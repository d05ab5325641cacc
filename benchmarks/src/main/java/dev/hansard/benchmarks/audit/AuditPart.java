package dev.hansard.benchmarks.audit;

import dev.hansard.benchmarks.application.ChildApplication;
import dev.hansard.benchmarks.application.ChildApplication.Launch;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.report.Report;
import dev.hansard.benchmarks.run.MillionEvents;
import dev.hansard.benchmarks.run.PlainScan;
import dev.hansard.benchmarks.run.Run;

import org.postgresql.PGConnection;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What an auditor waits for, with 1,000,000 events: their stream from an all-in-one with little
 * memory, beside a COPY of their rows; and their verification, beside reading the rows with JDBC
 * and throwing them away. In a whole run of all parts it is the first of them.
 */
public final class AuditPart {

    private static final String HEAP = "256m";

    /** In a whole run: the first so many of them. All of them take a minute a round. */
    private static final int SOME = 100_000;

    private AuditPart() {}

    public static void measure(Run run) throws Exception {
        Database database = run.millionEvents().database();
        long events = run.whole() ? SOME : MillionEvents.EVENTS;
        var scan = new PlainScan(events);
        var last = database.instant("select recorded_at from event where position = " + events);
        run.progress().say("audit: starting an all-in-one with a heap of " + HEAP);
        try (var application =
                        ChildApplication.start(
                                Launch.benchmark(
                                        run.cache(),
                                        HEAP,
                                        database,
                                        // The default alone is as much as the heap.
                                        "--hansard.window.conversations-weight=32MB"),
                                run.directory().resolve("audit.log"));
                var verification = new Verification(database, events)) {
            var copy = new Download(events, out -> copy(database, scan, out));
            var stream = new Download(events, new EventStream(application.port(), last));
            run.rounds()
                    .with("audit.copyEventsPerSecond", copy)
                    .with("audit.streamEventsPerSecond", stream)
                    .with("audit.plainScanEventsPerSecond", () -> scan.eventsPerSecond(database))
                    .with("audit.verifyEventsPerSecond", verification)
                    .measure(run.report());
            inBytes(run.report(), "copy", copy);
            inBytes(run.report(), "stream", stream);
        }
        run.report()
                .ratio(
                        "audit.streamRatioToCopy",
                        "audit.streamBytesPerSecond",
                        "audit.copyBytesPerSecond");
        run.report()
                .ratio(
                        "audit.streamEventsRatioToCopy",
                        "audit.streamEventsPerSecond",
                        "audit.copyEventsPerSecond");
        run.report()
                .ratio(
                        "audit.verifyRatioToScan",
                        "audit.verifyEventsPerSecond",
                        "audit.plainScanEventsPerSecond");
    }

    private static void copy(Database database, PlainScan scan, OutputStream out)
            throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + scan.query() + ") to stdout", out);
        }
    }

    /** Every turn has the same bytes, so those of one say what the events were of all. */
    private static void inBytes(Report report, String name, Download download) {
        report.figure(
                "audit." + name + "BytesPerSecond",
                report.measured("audit." + name + "EventsPerSecond")
                        .times(download.bytesPerEvent()));
    }
}
