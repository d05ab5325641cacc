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
 * Verifies the whole log once a turn, each leaf made anew of its event and payload: events a
 * second.
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
     * @param events how many there are: a turn that finds others, or a bad one, fails
     */
    Verification(Database database, long events) {
        this.events = events;
        this.pool = database.pool(CONNECTIONS);
        this.verifier = new ChainVerifier(pool, database.seals(pool, 1), NOTHING_OUTSIDE);
    }

    @Override
    public double turn() {
        long begin = System.nanoTime();
        Verified verified = verifier.verify(EnvelopeKeys.DEFAULT_TENANT, null, (done, of) -> {});
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (verified.firstBadPosition() != null || verified.eventsChecked() != events) {
            throw new IllegalStateException("not %d good events: %s".formatted(events, verified));
        }
        return events / seconds;
    }

    @Override
    public void close() {
        pool.close();
    }
}
