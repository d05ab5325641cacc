package dev.hansard.query.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A cache bounded by weight whose entries follow the log: an event changes the entry it concerns, a
 * miss is loaded from the store.
 *
 * <p>An entry is a future. While it loads, events are chained behind the load and applied if the
 * load has not seen them, so nothing is lost between the two; everybody who asks meanwhile gets the
 * same future. That something never existed is an entry as well.
 *
 * @param <V> the entries
 */
public final class FollowingCache<V extends AsOf> {

    private static final int ENTRY_OVERHEAD = 200;

    /** How one more event changes an entry; an empty one is something that never existed. */
    @FunctionalInterface
    public interface Evolution<V> {
        Optional<V> evolve(Optional<V> before, RecordedEvent recorded);
    }

    private final AsyncCache<String, Optional<V>> entries;
    private final Function<String, Optional<V>> loader;
    private final Evolution<V> evolution;
    private final Executor loads;
    private final Unwritten<V> unwritten;

    /** Whether something that is not in memory is sure to have had no event before. */
    private volatile boolean holdsEverything = true;

    /**
     * @param weigher bytes of an entry, near enough
     * @param loader the entry as of a position at or after the log's head when called
     * @param loads where loads run
     */
    public FollowingCache(
            DataSize maximum,
            ToLongFunction<V> weigher,
            Function<String, Optional<V>> loader,
            Evolution<V> evolution,
            Executor loads) {
        this(maximum, weigher, loader, evolution, loads, new Unwritten<>(0));
    }

    /**
     * @param unwritten notes what changes and what is loaded
     */
    public FollowingCache(
            DataSize maximum,
            ToLongFunction<V> weigher,
            Function<String, Optional<V>> loader,
            Evolution<V> evolution,
            Executor loads,
            Unwritten<V> unwritten) {
        this.loader = loader;
        this.evolution = evolution;
        this.loads = loads;
        this.unwritten = unwritten;
        this.entries =
                Caffeine.newBuilder()
                        .maximumWeight(maximum.toBytes())
                        .<String, Optional<V>>weigher((key, v) -> weigh(weigher, key, v))
                        .evictionListener((key, value, cause) -> holdsEverything = false)
                        .executor(loads)
                        .recordStats()
                        .buildAsync();
    }

    /**
     * The entry, from memory or else from the store.
     *
     * @throws RuntimeException whatever the load threw
     */
    public Optional<V> get(String key) {
        return await(entries.get(key, (k, unused) -> load(k)));
    }

    /** The entry, loaded anew if what is in memory does not do. */
    public Optional<V> get(String key, Predicate<V> mustReload) {
        CompletableFuture<Optional<V>> entry = entries.get(key, (k, unused) -> load(k));
        Optional<V> value = await(entry);
        if (value.filter(mustReload).isEmpty()) {
            return value;
        }
        return await(
                Objects.requireNonNull(
                        entries.asMap()
                                .compute(
                                        key,
                                        (k, now) -> now == null || now == entry ? load(k) : now)));
    }

    /** The entry if it is in memory, loaded and not known to have never existed. */
    public Optional<V> ifPresent(String key) {
        CompletableFuture<Optional<V>> entry = entries.getIfPresent(key);
        return entry == null || !entry.isDone() || entry.isCompletedExceptionally()
                ? Optional.empty()
                : entry.join();
    }

    /**
     * What is in memory of a key and loaded, be it that it never existed; empty if nothing is. Asks
     * without counting as a read.
     */
    Optional<Optional<V>> inMemory(String key) {
        return Optional.ofNullable(entries.synchronous().policy().getIfPresentQuietly(key));
    }

    /** All keys that are in memory just now. */
    Set<String> keys() {
        return Set.copyOf(entries.asMap().keySet());
    }

    /**
     * Whether this key is not in memory and is sure to have had no event, because the whole log has
     * gone through and nothing was evicted or failed to load.
     */
    public boolean neverSeen(String key) {
        return holdsEverything && !entries.asMap().containsKey(key);
    }

    /**
     * Applies an event to an entry that is in memory.
     *
     * @param first whether it is the first event of something, which makes an entry if there is
     *     none
     */
    public void apply(String key, RecordedEvent recorded, boolean first) {
        recorded.payload();
        entries.asMap()
                .compute(
                        key,
                        (k, entry) -> {
                            if (entry == null && !first) {
                                return null;
                            }
                            return noted(
                                    k,
                                    entry == null
                                            ? CompletableFuture.completedFuture(
                                                    evolution.evolve(Optional.empty(), recorded))
                                            : entry.thenApply(before -> evolved(before, recorded)));
                        });
    }

    /** Applies an event where only the cache can know whether it is the first. */
    public void apply(String key, RecordedEvent recorded) {
        apply(key, recorded, holdsEverything);
    }

    /** The log does not go through from its beginning: what is not in memory is not known. */
    void missesThePast() {
        holdsEverything = false;
    }

    /** Drops every entry, every load that has not come to an end, and what was to be written. */
    void forgetAll() {
        holdsEverything = false;
        entries.asMap().clear();
        unwritten.clear();
    }

    /**
     * Takes in the place of its entries those of another one, that was made of the same events.
     * Readers may come meanwhile, and none goes back: where an entry here is ahead, the next one to
     * ask loads it anew. Nobody may apply events to either.
     */
    void takeOver(FollowingCache<V> other) {
        holdsEverything = false;
        var fresh = other.entries.asMap();
        entries.asMap().keySet().removeIf(key -> !fresh.containsKey(key));
        fresh.forEach(
                (key, entry) ->
                        entries.asMap()
                                .compute(
                                        key, (k, before) -> isAhead(before, entry) ? null : entry));
        unwritten.clear();
    }

    /** For metrics. */
    public AsyncCache<String, ?> metered() {
        return entries;
    }

    private Optional<V> evolved(Optional<V> before, RecordedEvent recorded) {
        boolean seen = before.isPresent() && before.get().position() >= recorded.position();
        return seen ? before : evolution.evolve(before, recorded);
    }

    private CompletableFuture<Optional<V>> load(String key) {
        return noted(
                key,
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return loader.apply(key);
                            } catch (RuntimeException e) {
                                // A failed load leaves the cache: absent may now mean unknown.
                                holdsEverything = false;
                                throw e;
                            }
                        },
                        loads));
    }

    private CompletableFuture<Optional<V>> noted(String key, CompletableFuture<Optional<V>> entry) {
        unwritten.note(key, entry);
        return entry;
    }

    private static <V extends AsOf> boolean isAhead(
            @Nullable CompletableFuture<Optional<V>> entry, CompletableFuture<Optional<V>> other) {
        return entry != null && (!entry.isDone() || position(entry) > position(other));
    }

    private static <V extends AsOf> long position(CompletableFuture<Optional<V>> entry) {
        return entry.isDone() && !entry.isCompletedExceptionally()
                ? entry.join().map(AsOf::position).orElse(0L)
                : 0;
    }

    private static <V> V await(CompletableFuture<V> load) {
        try {
            return load.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static <V> int weigh(ToLongFunction<V> weigher, String key, Optional<V> value) {
        long bytes = value.map(weigher::applyAsLong).orElse(0L);
        return (int) Math.min(ENTRY_OVERHEAD + 2L * key.length() + bytes, Integer.MAX_VALUE);
    }
}
