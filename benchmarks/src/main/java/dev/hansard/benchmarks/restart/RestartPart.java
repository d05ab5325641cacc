package dev.hansard.benchmarks.restart;

import dev.hansard.benchmarks.application.ChildApplication;
import dev.hansard.benchmarks.application.ChildApplication.Launch;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.Run;

import java.io.IOException;
import java.nio.file.Files;

/**
 * How long the all-in-one takes from the start of its process until it is ready, on a log of
 * 1,000,000 events beside one of none: the jar that is shipped, on a database that runs already.
 * The turns that warm up also leave the tables and checkpoints behind that a restart may use.
 */
public final class RestartPart {

    private RestartPart() {}

    public static void measure(Run run) throws Exception {
        if (!Files.isRegularFile(run.application())) {
            throw new IOException(
                    run.application() + " is not there: run ./mvnw package -pl all-in-one -am");
        }
        Database empty = run.server().create("restart_empty");
        Database full = run.millionEvents().database();
        run.rounds()
                .with("restart.emptyStoreMillis", () -> millisToReady(run, empty))
                .with("restart.millionEventsMillis", () -> millisToReady(run, full))
                .measure(run.report());
        run.report()
                .ratio("restart.ratio", "restart.millionEventsMillis", "restart.emptyStoreMillis");
    }

    private static double millisToReady(Run run, Database database) throws Exception {
        var launch =
                Launch.jar(
                        run.application(),
                        "2g",
                        database,
                        "--hansard.read-model.start=checkpoint",
                        "--hansard.window.conversations-weight=1GB");
        try (var application =
                ChildApplication.start(launch, run.directory().resolve("restart.log"))) {
            return application.startTime().toNanos() / 1e6;
        }
    }
}
