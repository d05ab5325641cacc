package dev.hansard.eventstore.seal;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.SealKey;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keys that were used last, so many at most. Thread-safe. */
final class RecentKeys {

    private final Map<KeyOwner, SealKey> keys;

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

    synchronized void put(KeyOwner owner, SealKey key) {
        keys.put(owner, key);
    }

    synchronized int size() {
        return keys.size();
    }
}
