package dev.hansard.benchmarks.audit;

import com.zaxxer.hikari.HikariDataSource;

import dev.hansard.benchmarks.harness.Measurement;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.eventstore.EnvelopeKeys;
import dev.hansard.eventstore.chain.AuditSettings;
import dev.hansard.eventstore.chain.ChainVerifier;
import dev.hansard.eventstore.chain.Verified;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Verifies the log once a turn, or its beginning, each leaf made anew of its event and payload:
 * events a second.
 */
final class Verification implements Measurement, AutoCloseable {

    private static final int CONNECTIONS = 2;

    /** Neither key nor file outside of the database: a log that was seeded has none. */
    private static final AuditSettings NOTHING_OUTSIDE =
            new AuditSettings(
                    null,
                    Path.of("no-signing-key"),
                    Path.of("no-signed-heads"),
                    Duration.ofSeconds(1),
                    List.of(),
                    1);

    private final long events;
    private final HikariDataSource pool;
    private final ChainVerifier verifier;

    /**
     * @param events how many there are, or some thousands of them: a turn that finds fewer, or a
     *     bad one, fails
     */
    Verification(Database database, long events) {
        this.events = events;
        this.pool = database.pool(CONNECTIONS);
        this.verifier = new ChainVerifier(pool, database.seals(pool, 1), NOTHING_OUTSIDE);
    }

    @Override
    public double turn() {
        long begin = System.nanoTime();
        try {
            Verified all = verifier.verify(EnvelopeKeys.DEFAULT_TENANT, null, this::endIfEnough);
            if (all.firstBadPosition() != null || all.eventsChecked() != events) {
                throw new IllegalStateException("not %d good events: %s".formatted(events, all));
            }
        } catch (Enough e) {
            // All of them were good.
        }
        return events / ((System.nanoTime() - begin) / 1e9);
    }

    private void endIfEnough(long checked, long of) {
        if (checked >= events) {
            throw new Enough();
        }
    }

    /** Ends a verification before the end of the log. */
    private static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public void close() {
        pool.close();
    }
}
