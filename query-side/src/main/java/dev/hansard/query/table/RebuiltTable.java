package dev.hansard.query.table;

import dev.hansard.eventstore.Lease;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.replay.LogReplay;
import dev.hansard.query.replay.Rebuildable;
import dev.hansard.query.replay.ReplayProgress;

import org.springframework.transaction.support.TransactionOperations;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A shared table made anew. A second set of rows follows the log behind the first. Rows that are
 * alike in both at one position stay alike, since the same events change them in the same way: so
 * it is enough to compare once, and to put those that differed, and those that events had touched
 * in between, in the place of the first ones in one transaction at the position of the first set.
 */
final class RebuiltTable implements Rebuildable {

    /** So near to the first set the comparison begins. */
    private static final int NEAR = 1_000;

    private final SharedTable<?, ?> second;
    private final int mostHeld;
    private final SecondSet sets;
    private final LogReplay replay;
    private final Function<String, Lease> leases;
    private final TransactionOperations transactions;
    private final TransactionOperations snapshots;

    /**
     * @param second writes the second set, at whatever time the first is written too
     * @param mostHeld as {@link SharedTableSettings#heldRows}
     * @param snapshots transactions that see one moment
     */
    RebuiltTable(
            SharedTable<?, ?> second,
            int mostHeld,
            SecondSet sets,
            LogReplay replay,
            Function<String, Lease> leases,
            TransactionOperations transactions,
            TransactionOperations snapshots) {
        this.second = second;
        this.mostHeld = mostHeld;
        this.sets = sets;
        this.replay = replay;
        this.leases = leases;
        this.transactions = transactions;
        this.snapshots = snapshots;
    }

    @Override
    public String name() {
        return second.name();
    }

    @Override
    public void rebuild(ReplayProgress progress) {
        try (Lease lease = leases.apply("rebuild-" + name())) {
            if (!lease.tryAcquire()) {
                throw new UnderWayException();
            }
            sets.make();
            try {
                LogView following = second.following(mostHeld);
                long reached = replay(following, progress);
                swap(following, reached, progress);
            } finally {
                sets.drop();
            }
        }
    }

    private long replay(LogView following, ReplayProgress progress) {
        long reached = 0;
        long first = sets.firstPosition();
        do {
            replay.run(following, reached, first, progress);
            reached = first;
            first = sets.firstPosition();
        } while (first - reached > NEAR);
        return reached;
    }

    private void swap(LogView following, long reached, ReplayProgress progress) {
        long compared =
                Objects.requireNonNull(
                        snapshots.execute(
                                transaction -> {
                                    long first = sets.firstPosition();
                                    sets.noteDifferences();
                                    return first;
                                }));
        progress.at(reached, compared);
        transactions.executeWithoutResult(
                transaction -> {
                    long first = sets.holdFirstPosition();
                    replay.run(noting(following, compared), reached, first, (position, of) -> {});
                    sets.put();
                });
    }

    /** Notes what events touched that came before the comparison. */
    private LogView noting(LogView following, long compared) {
        return new LogView() {
            @Override
            public String name() {
                return second.name();
            }

            @Override
            public long resumeAfter() {
                return following.resumeAfter();
            }

            @Override
            public void apply(List<RecordedEvent> batch) {
                following.apply(batch);
                sets.note(
                        batch.stream()
                                .filter(recorded -> recorded.position() <= compared)
                                .map(second::changedBy)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toArray(String[]::new));
            }
        };
    }
}
