package dev.hansard.eventstore.seal;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.NewKey;
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

    /** Of those who had none; some of them are not on disk yet. */
    private final Map<KeyOwner, NewKey> made;

    private long erasures;

    RecentKeys(int most) {
        this.keys = latest(most);
        this.made = latest(most);
    }

    private static <V> Map<KeyOwner, V> latest(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<KeyOwner, V> eldest) {
                return size() > most;
            }
        };
    }

    /** A key that is on disk. */
    synchronized @Nullable SealKey get(KeyOwner owner) {
        SealKey key = keys.get(owner);
        NewKey own = key == null ? made.get(owner) : null;
        if (own == null || !own.isKept()) {
            return key;
        }
        made.remove(owner);
        keys.put(owner, own.key());
        return own.key();
    }

    /** A key that may not be on disk yet, and is nobody else's. */
    synchronized @Nullable NewKey made(KeyOwner owner) {
        NewKey own = made.get(owner);
        return own == null || own.isLost() ? null : own;
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
            made.keySet().removeAll(found.keySet());
        }
    }

    /** Keeps a new key, as {@link #putAll} does, unless there is one; answers the one to use. */
    synchronized NewKey putIfFirst(NewKey key, long before) {
        NewKey first = made(key.owner());
        if (first != null) {
            return first;
        }
        if (before == erasures) {
            made.put(key.owner(), key);
        }
        return key;
    }

    synchronized long erasures() {
        return erasures;
    }

    /** Erasures are rare: all keys are looked up again. */
    synchronized void heardOf(long more) {
        if (more > erasures) {
            erasures = more;
            keys.clear();
            made.clear();
        }
    }

    synchronized int size() {
        return keys.size();
    }
}
