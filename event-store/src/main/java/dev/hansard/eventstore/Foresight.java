package dev.hansard.eventstore;

import dev.hansard.eventstore.LogState.LogEnd;
import dev.hansard.eventstore.LogState.TenantHead;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a writer knows of the end of the log from its own last commits. While it is the only one
 * that writes, a batch can be made ready before the lock is taken, and is then one round trip; the
 * server checks what was foreseen under the lock. Where two writers alternate nothing is foreseen.
 * Not thread-safe: it belongs to the one writer of a process.
 */
final class Foresight {

    private static final int MOST_TENANTS = 1_000;

    /**
     * After a longer pause the connection may have died unnoticed. The long way finds that out in a
     * round trip that writes nothing, so that nobody has to be told of an unknown outcome.
     */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Of tenants written to since nobody else wrote, the most recent ones. */
    private final Map<String, TenantHead> heads =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, TenantHead> eldest) {
                    return size() > MOST_TENANTS;
                }
            };

    /** Where this writer's last commit left the log; null if that is not known. */
    private @Nullable LogEnd end;

    private Instant lastCommit = Instant.EPOCH;

    /** How many users were erased up to there. */
    private long erasures;

    /** Whether nobody else wrote between the last two commits of this writer. */
    private boolean alone;

    /** What will stand, for these appends; null if that cannot be told. */
    @Nullable LogState of(List<PendingAppend> appends, Instant now) {
        LogEnd known = end;
        if (known == null
                || !alone
                || now.isAfter(lastCommit.plus(PAUSE))
                || appends.stream().anyMatch(a -> !a.quiet().isEmpty() || a.erases() != null)) {
            return null;
        }
        var state = new LogState();
        state.erasures = erasures;
        state.position = known.position();
        state.recordedAt = known.recordedAt();
        for (PendingAppend append : appends) {
            for (PendingEvent event : append.events()) {
                TenantHead head = heads.get(event.tenant());
                if (head == null || state.isOutdated(event)) {
                    return null;
                }
                state.tenants.put(event.tenant(), head);
            }
        }
        return state;
    }

    /**
     * Takes note of a commit.
     *
     * @param before where the log ended when the batch was begun
     */
    void committed(LogEnd before, Batch batch) {
        alone = before.equals(end);
        if (!alone) {
            heads.clear();
        }
        heads.putAll(batch.heads());
        end = batch.end();
        erasures = batch.erasuresSoFar();
        lastCommit = batch.now();
    }

    /** Takes note that nobody knows what stands. */
    void lost() {
        end = null;
    }
}
