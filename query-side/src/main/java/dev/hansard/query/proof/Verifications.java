package dev.hansard.query.proof;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.eventstore.Periodically;
import dev.hansard.eventstore.chain.ChainVerifier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs the verifications that this node was asked for, one after the other. */
final class Verifications implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final Duration BEAT = Duration.ofSeconds(2);

    private final ChainVerifier verifier;
    private final VerificationTable table;
    private final Clock clock;
    private final ThreadPoolExecutor runner;
    private final Periodically beat;

    /** How far each is that is not finished. */
    private final Map<String, Double> unfinished = new ConcurrentHashMap<>();

    /**
     * @param waiting how many may wait
     */
    Verifications(ChainVerifier verifier, VerificationTable table, int waiting, Clock clock) {
        this.verifier = verifier;
        this.table = table;
        this.clock = clock;
        this.runner =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(waiting),
                        Thread.ofPlatform().daemon().name("hansard-verification").factory());
        this.beat =
                new Periodically("verification-beat", BEAT, () -> unfinished.forEach(table::seen));
    }

    /**
     * Puts one in line.
     *
     * @param expectedHead a head that the tenant's chain had at some time; null for none
     * @return its id
     * @throws Refusal {@link ErrorCode#OVERLOADED} if too many wait
     */
    String begin(String tenant, byte @Nullable [] expectedHead) {
        String id = UUID.randomUUID().toString();
        table.insert(id, tenant);
        unfinished.put(id, 0.0);
        try {
            runner.execute(() -> run(id, tenant, expectedHead));
        } catch (RejectedExecutionException e) {
            unfinished.remove(id);
            table.delete(id);
            throw Refusal.of(ErrorCode.OVERLOADED, "too many verifications wait, try again");
        }
        return id;
    }

    /** What is not finished has failed, and says so. */
    @Override
    public void close() {
        runner.shutdownNow();
        beat.close();
        unfinished.keySet().forEach(id -> fail(id, "the node that ran it was stopped"));
    }

    private void run(String id, String tenant, byte @Nullable [] expectedHead) {
        try {
            table.start(id, clock.instant());
            var verified =
                    verifier.verify(
                            tenant,
                            expectedHead,
                            (events, of) -> {
                                if (runner.isShutdown()) {
                                    throw new CancellationException();
                                }
                                unfinished.put(id, of == 0 ? 0 : (double) events / of);
                            });
            if (verified.firstBadPosition() != null) {
                LOG.error(
                        "position {} of tenant {} is not as it was recorded: {}",
                        verified.firstBadPosition(),
                        tenant,
                        verified.problem());
            }
            table.succeed(id, clock.instant(), verified);
        } catch (RuntimeException e) {
            if (runner.isShutdown()) {
                return;
            }
            LOG.warn("verification {} failed: {}", id, e.toString());
            fail(id, "the log could not be read");
        }
        unfinished.remove(id);
    }

    private void fail(String id, String why) {
        try {
            table.fail(id, clock.instant(), why);
        } catch (RuntimeException e) {
            LOG.warn("verification {} is seen as failed later: {}", id, e.toString());
        }
    }
}
