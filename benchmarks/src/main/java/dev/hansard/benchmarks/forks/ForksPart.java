package dev.hansard.benchmarks.forks;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.application.Commander;
import dev.hansard.benchmarks.harness.Latency;
import dev.hansard.benchmarks.harness.Measurement;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.MadeId;
import dev.hansard.benchmarks.seed.Messages;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;

import java.time.Duration;
import java.util.stream.Stream;

/** Whether a fork costs more when its parent is long. */
public final class ForksPart {

    private static final int SHORT = 10;
    private static final int LONG = 10_000;
    private static final Duration TURN = Duration.ofSeconds(1);

    private ForksPart() {}

    public static void measure(Run run) throws Exception {
        Database database = run.server().create("fork");
        SeededLog.write(database, Seed.conversations(1, LONG));
        run.progress().say("forks: starting a command service");
        try (var hansard = new Commander(Applications.commandService(database))) {
            String shortTalk = MadeId.conversation();
            var _ =
                    hansard.open(
                            shortTalk,
                            "user-0",
                            Stream.generate(Messages::next).limit(SHORT).toList());
            run.rounds()
                    .with("fork.atMessage10Micros", forking(hansard, shortTalk))
                    .with("fork.atMessage10000Micros", forking(hansard, "talk-0"))
                    .measure(run.report());
        }
        run.report().ratio("fork.growth", "fork.atMessage10000Micros", "fork.atMessage10Micros");
        run.server().drop(database);
    }

    private static Measurement forking(Commander hansard, String parent) {
        return () -> Latency.medianMicros(() -> hansard.fork(parent, MadeId.conversation()), TURN);
    }
}
