package dev.hansard.benchmarks.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.application.Commander;
import dev.hansard.benchmarks.application.Dialogue;
import dev.hansard.benchmarks.harness.ClosedLoop;
import dev.hansard.benchmarks.harness.Latency;
import dev.hansard.benchmarks.harness.Measurement;
import dev.hansard.benchmarks.harness.Rounds;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.MadeId;
import dev.hansard.eventstore.EventLeaf;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.PendingPayload;
import dev.hansard.proof.HashChain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the seals cost an append: a command service that seals beside one that keeps contents in
 * clear. The chain cannot be switched off; what its hashes take is told beside it.
 */
final class Protected {

    private static final int CLIENTS = 32;
    private static final Duration SOLO_TURN = Duration.ofMillis(200);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final String MESSAGE = "m".repeat(300);

    private Protected() {}

    static void measure(Run run) throws Exception {
        run.progress().say("append: starting a service that seals and one that does not");
        try (var sealed =
                        new Commander(
                                Applications.commandService(run.server().create("append_sealed")));
                var clear =
                        new Commander(
                                Applications.commandService(
                                        run.server().create("append_clear"),
                                        "--hansard.encryption.enabled=false"))) {
            run.rounds()
                    .warmedUp(WARM_UP)
                    .with("append.sealed32PerSecond", load(sealed))
                    .with("append.clear32PerSecond", load(clear))
                    .with("append.chainMicros", Protected::chain)
                    .measure(run.report());
        }
        run.report()
                .ratio(
                        "append.protectedRatio",
                        "append.sealed32PerSecond",
                        "append.clear32PerSecond");
    }

    private static Measurement load(Commander commander) {
        List<Dialogue> dialogues = Dialogue.clients(commander, CLIENTS);
        return () -> ClosedLoop.perSecond(dialogues, Thread.ofVirtual(), Rounds.TURN);
    }

    /** The leaf of a message, and the head after it. */
    private static double chain() throws Exception {
        PendingEvent event =
                new PendingEvent(
                        UUID.randomUUID(),
                        "default",
                        "conversation",
                        "default/conversation/" + MadeId.user(),
                        0,
                        "conversation.MessageAppended",
                        1,
                        "user",
                        null,
                        "message",
                        "benchmark",
                        "agent",
                        "00f067aa0ba902b74bf92f3577b34da6",
                        null,
                        null,
                        null,
                        PendingPayload.plain(MESSAGE.getBytes(UTF_8)));
        byte[][] head = {HashChain.start()};
        return Latency.medianMicros(
                () -> {
                    byte[] leaf = EventLeaf.of(event, 1, Instant.EPOCH, event.payload().salt());
                    head[0] = HashChain.next(head[0], leaf);
                },
                SOLO_TURN);
    }
}
