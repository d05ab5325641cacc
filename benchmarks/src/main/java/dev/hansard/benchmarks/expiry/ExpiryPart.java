package dev.hansard.benchmarks.expiry;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.application.Commander;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.Run;

/**
 * Ten thousand sessions that are due in one second, in an all-in-one to which a client appends
 * meanwhile. Sessions are made by commands, as users make them.
 */
public final class ExpiryPart {

    private ExpiryPart() {}

    public static void measure(Run run) throws Exception {
        Database database = run.server().create("expiry");
        run.progress().say("expiry: starting an all-in-one");
        try (var hansard = new Commander(Applications.allInOne(database))) {
            var due = new DueAtOnce(hansard, database);
            run.rounds().with("expiry.tenThousandSessionsSeconds", due::turn).measure(run.report());
            run.report().figure("expiry.appendsRatio", due.appendsMeanwhile());
        }
        run.server().drop(database);
    }
}
