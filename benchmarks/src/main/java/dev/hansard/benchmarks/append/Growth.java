package dev.hansard.benchmarks.append;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.application.Commander;
import dev.hansard.benchmarks.application.Dialogue;
import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.harness.Latency;
import dev.hansard.benchmarks.harness.Measurement;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.MadeId;
import dev.hansard.benchmarks.seed.Messages;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Whether an append costs more when a conversation is long, or when there are many users. */
final class Growth {

    private static final int LONG = 100_000;
    private static final int FEW = 10;
    private static final int MANY = 1_000_000;
    private static final Duration TURN = Duration.ofMillis(500);

    private Growth() {}

    static void measure(Run run) throws Exception {
        run.progress().say("append: seeding a conversation of 100,000 messages");
        Database few = run.server().create("append_few");
        SeededLog.write(few, Seed.conversations(1, LONG));
        run.progress().say("append: seeding 1,000,000 users");
        Database many = run.server().create("append_many");
        SeededLog.write(many, Seed.conversations(MANY, 0));
        run.progress().say("append: starting a command service on each");
        try (var onFew = new Commander(Applications.commandService(few));
                var onMany = new Commander(Applications.commandService(many))) {
            run.rounds()
                    .with("append.atMessage10Micros", latency(new TenthMessage(onFew)))
                    .with("append.atMessage100000Micros", latency(longTalk(onFew)))
                    .with("append.with10UsersMicros", latency(dialogue(onFew, FEW)))
                    .with("append.with1000000UsersMicros", latency(dialogue(onMany, MANY)))
                    .measure(run.report());
        }
        run.report()
                .ratio(
                        "append.growthByLength",
                        "append.atMessage100000Micros",
                        "append.atMessage10Micros");
        run.report()
                .ratio(
                        "append.growthByUsers",
                        "append.with1000000UsersMicros",
                        "append.with10UsersMicros");
        run.server().drop(few);
        run.server().drop(many);
    }

    private static Measurement latency(Client client) {
        return () -> Latency.medianMicros(client, TURN);
    }

    private static Client longTalk(Commander commander) {
        return () -> {
            var _ = commander.append("talk-0", Messages.next());
        };
    }

    private static Client dialogue(Commander commander, int users) {
        return new Dialogue(commander, () -> "user-" + ThreadLocalRandom.current().nextInt(users));
    }

    /** Appends to conversations of nine messages, each time another one. */
    private record TenthMessage(Commander commander, String[] conversation)
            implements Latency.Prepared {

        TenthMessage(Commander commander) {
            this(commander, new String[1]);
        }

        @Override
        public void prepare() {
            conversation[0] = MadeId.conversation();
            var _ =
                    commander.open(
                            conversation[0],
                            "user-1",
                            Stream.generate(Messages::next).limit(FEW - 1).toList());
        }

        @Override
        public void call() {
            var _ = commander.append(conversation[0], Messages.next());
        }
    }
}
