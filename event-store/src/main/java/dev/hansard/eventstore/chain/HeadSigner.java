package dev.hansard.eventstore.chain;

import static java.util.stream.Collectors.groupingBy;

import dev.hansard.proof.SignedHead;
import dev.hansard.proof.VerifyingKey;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Signs the heads of all tenants that have moved: first into the file, then into the table. What
 * came into the file alone, because the process or the database went away in between, comes into
 * the table with the next round. Thread-safe: rounds take turns.
 */
final class HeadSigner {

    /** Heads that are written together. */
    static final int BATCH = 1_000;

    private final HeadTable table;
    private final HeadsFile file;
    private final SigningKey key;
    private final Clock clock;
    private final String store;
    private boolean fileMayBeAhead = true;

    /**
     * @throws SigningRefusedException if the file holds the heads of another store
     */
    HeadSigner(HeadTable table, HeadsFile file, SigningKey key, Clock clock) {
        this.table = table;
        this.file = file;
        this.key = key;
        this.clock = clock;
        this.store = table.store();
        file.requireStore(store);
    }

    /**
     * Signs what has moved.
     *
     * @return how many heads
     */
    synchronized int sign() {
        if (fileMayBeAhead) {
            file.lastBatch(file.length()).stream()
                    .collect(groupingBy(HeadLine::publicKey))
                    .values()
                    .forEach(this::keepAsWell);
        }
        fileMayBeAhead = true;
        int signed = 0;
        List<HeadTable.Unsigned> moved;
        do {
            moved = table.unsigned(BATCH);
            keep(moved);
            signed += moved.size();
        } while (moved.size() == BATCH);
        fileMayBeAhead = false;
        return signed;
    }

    private void keepAsWell(List<HeadLine> lines) {
        table.insert(lines.getFirst().key(), lines.stream().map(HeadLine::signed).toList());
    }

    private void keep(List<HeadTable.Unsigned> moved) {
        if (moved.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        VerifyingKey verifyingKey = key.verifyingKey();
        List<SignedHead> heads =
                moved.stream()
                        .map(head -> key.sign(head.tenant(), head.sequence(), head.head(), now))
                        .toList();
        file.append(heads.stream().map(head -> HeadLine.of(store, head, verifyingKey)).toList());
        table.insert(verifyingKey, heads);
    }
}
