package dev.hansard.benchmarks.audit;

import dev.hansard.benchmarks.application.ChildApplication;
import dev.hansard.benchmarks.application.ChildApplication.Launch;
import dev.hansard.benchmarks.harness.Rounds;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.report.Report;
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
 * and throwing them away.
 */
public final class AuditPart {

    private static final String HEAP = "256m";

    /** Fewer than elsewhere: one takes half a minute. */
    private static final int ROUNDS = 3;

    private AuditPart() {}

    public static void measure(Run run) throws Exception {
        Database database = run.millionEvents().database();
        long events = database.number("select count(*) from event");
        run.progress().say("audit: starting an all-in-one with a heap of " + HEAP);
        try (var application =
                        ChildApplication.start(
                                Launch.benchmark(
                                        HEAP,
                                        database,
                                        // The default alone is as much as the heap.
                                        "--hansard.window.conversations-weight=32MB"),
                                run.directory().resolve("audit.log"));
                var verification = new Verification(database, events)) {
            var copy = new Download(events, out -> copy(database, out));
            var stream = new Download(events, new EventStream(application.port()));
            new Rounds(ROUNDS, run.progress())
                    .with("audit.copyEventsPerSecond", copy)
                    .with("audit.streamEventsPerSecond", stream)
                    .with(
                            "audit.plainScanEventsPerSecond",
                            () -> PlainScan.eventsPerSecond(database))
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

    private static void copy(Database database, OutputStream out) throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + PlainScan.QUERY + ") to stdout", out);
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
