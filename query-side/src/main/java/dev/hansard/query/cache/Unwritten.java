package dev.hansard.query.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Entries of a cache that have changed or were loaded and are to be written behind: held until they
 * are taken, whether they are still in the cache or not. There is room for a number of them; what
 * comes beyond is not noted, and whoever reads its row reads more of the log. Thread-safe.
 *
 * @param <V> the entries
 */
public final class Unwritten<V extends AsOf> {

    private final int most;
    private final ConcurrentMap<String, CompletableFuture<Optional<V>>> entries =
            new ConcurrentHashMap<>();

    public Unwritten(int most) {
        this.most = most;
    }

    void note(String key, CompletableFuture<Optional<V>> entry) {
        if (entries.size() < most || entries.containsKey(key)) {
            entries.put(key, entry);
        }
    }

    void clear() {
        entries.clear();
    }

    /**
     * Takes what is loaded and no further than a position; the rest stays, but for what cannot be
     * loaded or is known to have never existed.
     */
    public Map<String, V> take(long position) {
        Map<String, V> taken = new HashMap<>();
        entries.forEach(
                (key, entry) -> {
                    if (entry.isDone() && !isBeyond(position, entry)) {
                        entries.remove(key, entry);
                        value(entry).ifPresent(value -> taken.put(key, value));
                    }
                });
        return taken;
    }

    /** Gives back what was taken, but for what has changed since. */
    public void giveBack(Map<String, V> taken) {
        taken.forEach(
                (key, value) ->
                        entries.putIfAbsent(
                                key, CompletableFuture.completedFuture(Optional.of(value))));
    }

    private boolean isBeyond(long position, CompletableFuture<Optional<V>> entry) {
        return value(entry).filter(value -> value.position() > position).isPresent();
    }

    private Optional<V> value(CompletableFuture<Optional<V>> entry) {
        return entry.isCompletedExceptionally() ? Optional.empty() : entry.join();
    }
}
