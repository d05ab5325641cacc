package dev.hansard.benchmarks.append;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.application.Commander;
import dev.hansard.benchmarks.application.Dialogue;
import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.harness.ClosedLoop;
import dev.hansard.benchmarks.harness.Latency;
import dev.hansard.benchmarks.harness.Measurement;
import dev.hansard.benchmarks.harness.Rounds;
import dev.hansard.benchmarks.report.Report;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.MadeId;

import java.time.Duration;
import java.util.List;

/** How many messages a second get on disk, and how long one takes, beside the peers. */
public final class AppendPart {

    private static final int CONNECTIONS = 32;
    private static final int CLIENTS = 32;
    private static final int MANY_CLIENTS = 256;
    private static final Duration SOLO_TURN = Duration.ofMillis(500);
    private static final Duration LOAD_WARM_UP = Duration.ofSeconds(40);
    private static final Duration SOLO_WARM_UP = Duration.ofSeconds(10);

    private AppendPart() {}

    public static void measure(Run run) throws Exception {
        contest(run);
        Protected.measure(run);
        Growth.measure(run);
    }

    private static void contest(Run run) throws Exception {
        var server = run.server();
        var hansardDatabase = server.create("append_hansard");
        run.progress().say("append: starting the contestants");
        try (var hansard = new Commander(Applications.commandService(hansardDatabase));
                var plain = PlainInsert.on(server.create("append_plain"), CONNECTIONS);
                var axon = StockAxon.on(server.create("append_axon"), CONNECTIONS);
                var springAi = SpringAiMemory.on(server.create("append_spring"), CONNECTIONS);
                var redis = Redis.startIn(run.directory()).orElse(null)) {
            Rounds load =
                    run.rounds()
                            .warmedUp(LOAD_WARM_UP)
                            .with("append.plainInsert32PerSecond", load(plain.clients()))
                            .with("append.hansard32PerSecond", virtual(hansard, CLIENTS))
                            .with("append.hansard256PerSecond", virtual(hansard, MANY_CLIENTS))
                            .with("append.stockAxonJpa32PerSecond", virtual(axon, CLIENTS))
                            .with(
                                    "append.springAiJdbc32PerSecond",
                                    load(springAi.clients(CLIENTS)));
            if (redis != null) {
                load.with("append.redis32PerSecond", load(redis.clients(CLIENTS)));
            }
            load.measure(run.report());
            StorageSize.measure(run, hansardDatabase, hansard);
            run.rounds()
                    .warmedUp(SOLO_WARM_UP)
                    .with("append.plainInsertSoloMicros", solo(plain.clients().getFirst()))
                    .with("append.hansardSoloMicros", solo(new Dialogue(hansard, MadeId::user)))
                    .with("session.createMicros", solo(newSessions(hansard)))
                    .measure(run.report());
            ratios(run.report(), redis != null);
        }
    }

    private static void ratios(Report report, boolean withRedis) {
        String hansard = "append.hansard32PerSecond";
        String plain = "append.plainInsert32PerSecond";
        String plainSolo = "append.plainInsertSoloMicros";
        report.ratio("append.ratioToPlainInsert32", hansard, plain);
        report.ratio("append.ratioToPlainInsert256", "append.hansard256PerSecond", plain);
        report.ratio("append.ratioToStockAxonJpa", hansard, "append.stockAxonJpa32PerSecond");
        report.ratio("append.ratioToSpringAiJdbc", hansard, "append.springAiJdbc32PerSecond");
        report.ratio("append.soloLatencyRatio", "append.hansardSoloMicros", plainSolo);
        report.ratio("session.createLatencyRatio", "session.createMicros", plainSolo);
        if (withRedis) {
            report.ratio("append.ratioToRedis", hansard, "append.redis32PerSecond");
        } else {
            report.fact("append.redis", "not here: no redis-server on the path");
        }
    }

    private static Measurement load(List<? extends Client> clients) {
        return () -> ClosedLoop.perSecond(clients, Thread.ofPlatform(), Rounds.TURN);
    }

    /** As requests come in: each on a virtual thread. */
    private static Measurement virtual(Commander commander, int clients) {
        List<Dialogue> dialogues = Dialogue.clients(commander, clients);
        return () -> ClosedLoop.perSecond(dialogues, Thread.ofVirtual(), Rounds.TURN);
    }

    private static Measurement solo(Client client) {
        return () -> Latency.medianMicros(client, SOLO_TURN);
    }

    private static Client newSessions(Commander commander) {
        return () -> {
            String user = MadeId.user();
            commander.startSession(user, "user_" + user + "_0a1b2c3d");
        };
    }
}
