package dev.hansard.benchmarks.read;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.application.Commander;
import dev.hansard.benchmarks.application.Dialogue;
import dev.hansard.benchmarks.harness.ClosedLoop;
import dev.hansard.benchmarks.harness.PacedLoop;
import dev.hansard.benchmarks.harness.Rounds;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.report.Series;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.eventstore.AppendReceipt;
import dev.hansard.eventstore.LogFollower;

import java.time.Duration;
import java.util.List;

/**
 * How soon after its acknowledgement a message is in the view, on an all-in-one at half of the load
 * that it can take: measured from the return of the command until the view has its position.
 */
final class Lag {

    private static final int CLIENTS = 256;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final LogFollower view;

    private Lag(LogFollower view) {
        this.view = view;
    }

    static void measure(Run run, Database database) throws Exception {
        try (var commander = new Commander(Applications.allInOne(database))) {
            var view = commander.context().getBean("recentMessagesFollower", LogFollower.class);
            var lag = new Lag(view);
            List<Dialogue> clients = Dialogue.clients(commander, CLIENTS);
            run.rounds()
                    .warmedUp(WARM_UP)
                    .with("append.allInOne256PerSecond", () -> maximum(clients))
                    .measure(run.report());
            double half = run.report().measured("append.allInOne256PerSecond").median() / 2;
            run.report().figure("lag.atPerSecond", half);
            run.rounds()
                    .with("lag.p99Millis", () -> lag.p99Millis(clients, half))
                    .measure(run.report());
        }
    }

    private static double maximum(List<Dialogue> clients) throws Exception {
        return ClosedLoop.perSecond(clients, Thread.ofVirtual(), Rounds.TURN);
    }

    private double p99Millis(List<Dialogue> clients, double perSecond) throws Exception {
        List<Double> millis =
                PacedLoop.run(
                        clients,
                        perSecond,
                        Rounds.TURN,
                        client -> millisUntilVisible(client.say()));
        return new Series(millis).percentile(99);
    }

    private double millisUntilVisible(AppendReceipt receipt) throws InterruptedException {
        long acknowledged = System.nanoTime();
        if (!view.awaitPosition(receipt.lastPosition(), LONGEST)) {
            throw new IllegalStateException(view.progress() + " misses " + receipt);
        }
        return (System.nanoTime() - acknowledged) / 1e6;
    }
}
