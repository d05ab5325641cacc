package dev.hansard.benchmarks.restart;

import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.MillionEvents;
import dev.hansard.benchmarks.run.Run;

/**
 * How long the all-in-one takes from the start of its process until it is ready, on a log of
 * 1,000,000 events beside one of none: the jar that is shipped, on a database that runs already and
 * that it was on before, so that tables and checkpoints are there.
 */
public final class RestartPart {

    private RestartPart() {}

    public static void measure(Run run) throws Exception {
        MillionEvents million = run.millionEvents();
        Database full = million.database();
        Database empty = run.server().create("restart_empty");
        double _ = millisToReady(million, empty); // makes its tables, as is done in the full one
        run.rounds()
                .withoutWarmUp()
                .with("restart.emptyStoreMillis", () -> millisToReady(million, empty))
                .with("restart.millionEventsMillis", () -> millisToReady(million, full))
                .measure(run.report());
        run.report()
                .ratio("restart.ratio", "restart.millionEventsMillis", "restart.emptyStoreMillis");
        run.server().drop(empty);
    }

    private static double millisToReady(MillionEvents million, Database database) throws Exception {
        try (var application = million.start(database)) {
            return application.startTime().toNanos() / 1e6;
        }
    }
}
