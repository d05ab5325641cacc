package dev.hansard.eventstore.seal;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.SealKey;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys that were used last, so many at most, and none that was destroyed by an erasure that
 * this process has heard of. Thread-safe.
 */
final class RecentKeys {

    private final Map<KeyOwner, SealKey> keys;
    private long erasures;

    RecentKeys(int most) {
        this.keys =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<KeyOwner, SealKey> eldest) {
                        return size() > most;
                    }
                };
    }

    synchronized @Nullable SealKey get(KeyOwner owner) {
        return keys.get(owner);
    }

    /**
     * Keeps keys.
     *
     * @param before how many erasures had been heard of when they were looked up: after another one
     *     they may be gone, and are not kept
     */
    synchronized void putAll(Map<KeyOwner, SealKey> found, long before) {
        if (before == erasures) {
            keys.putAll(found);
        }
    }

    synchronized long erasures() {
        return erasures;
    }

    /** Erasures are rare: all keys are looked up again. */
    synchronized void heardOf(long more) {
        if (more > erasures) {
            erasures = more;
            keys.clear();
        }
    }

    synchronized int size() {
        return keys.size();
    }
}
