package dev.hansard.eventstore.chain;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.Worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

/**
 * Signs heads at an interval on the one node that does. No append waits for it. What fails is tried
 * again at the next interval.
 */
public final class HeadSigning {

    private static final Logger LOG = LoggerFactory.getLogger(HeadSigning.class);

    private final HeadSigner signer;
    private final CommitSignal signal;
    private final Duration interval;
    private final Counter signed;
    private final Counter failures;

    /**
     * @throws SigningRefusedException if the key or the file is not as it has to be
     */
    public HeadSigning(
            DataSource dataSource,
            CommitSignal signal,
            AuditSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.signer =
                new HeadSigner(
                        new HeadTable(dataSource),
                        new HeadsFile(settings.headsFile()),
                        settings.key(),
                        clock);
        this.signal = signal;
        this.interval = settings.signInterval();
        this.signed =
                Counter.builder("hansard.heads.signed")
                        .description("Heads of tenants that this process signed")
                        .register(meters);
        this.failures =
                Counter.builder("hansard.heads.failures")
                        .description("Rounds of signing that failed and were tried again")
                        .register(meters);
    }

    /** Signs from now on, and a last time when what it returns is closed. */
    public AutoCloseable start() {
        var running = new Running();
        running.worker.start();
        return running;
    }

    private final class Running implements AutoCloseable {

        private final Worker worker = Worker.ending("hansard-heads", this::signForEver);
        private long signedUpTo = -1;
        private boolean failing;

        /** Signs what was written last as well. */
        @Override
        public void close() {
            worker.close();
            attempt();
        }

        private void signForEver() throws InterruptedException {
            while (worker.isRunning()) {
                long start = System.nanoTime();
                if (signal.head() != signedUpTo) {
                    attempt();
                }
                Duration left = interval.minusNanos(System.nanoTime() - start);
                worker.pause(left.isNegative() ? Duration.ZERO : left);
            }
        }

        private void attempt() {
            long head = signal.head();
            try {
                signed.increment(signer.sign());
                signedUpTo = head;
                failing = false;
            } catch (RuntimeException e) {
                signedUpTo = -1;
                failures.increment();
                if (!failing) {
                    LOG.warn("heads are signed later: {}", e.toString());
                }
                failing = true;
            }
        }
    }
}
