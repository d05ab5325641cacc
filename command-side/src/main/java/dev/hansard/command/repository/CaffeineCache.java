package dev.hansard.command.repository;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;

import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Axon's {@link Cache} on Caffeine, bounded by weight. To its listeners, what goes for want of room
 * has expired.
 */
final class CaffeineCache implements Cache {

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;
    private final List<EntryListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param weigher bytes of an entry, near enough
     */
    public CaffeineCache(long maximumWeight, Weigher<Object, Object> weigher) {
        this.entries =
                Caffeine.newBuilder()
                        .maximumWeight(maximumWeight)
                        .weigher(weigher)
                        .evictionListener(
                                (key, value, cause) ->
                                        tell(listener -> listener.onEntryExpired(key)))
                        // Making room takes microseconds: not worth another thread.
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
    }

    /** Hits, misses, evictions, entries and weight, under a name. */
    public void monitor(MeterRegistry meters, String name) {
        CaffeineCacheMetrics.monitor(meters, entries, name);
        Gauge.builder("hansard.cache.weight", this, CaffeineCache::weight)
                .description("Bytes in memory, near enough")
                .baseUnit("bytes")
                .tag("cache", name)
                .register(meters);
    }

    @Override
    @SuppressWarnings("unchecked") // whoever put it there knows its class
    public <K, V> @Nullable V get(K key) {
        V value = (V) entries.getIfPresent(key);
        if (value != null) {
            tell(listener -> listener.onEntryRead(key, value));
        }
        return value;
    }

    @Override
    public void put(Object key, Object value) {
        boolean isNew = entries.asMap().put(key, value) == null;
        tell(
                listener -> {
                    if (isNew) {
                        listener.onEntryCreated(key, value);
                    } else {
                        listener.onEntryUpdated(key, value);
                    }
                });
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        if (entries.asMap().putIfAbsent(key, value) != null) {
            return false;
        }
        tell(listener -> listener.onEntryCreated(key, value));
        return true;
    }

    @Override
    public boolean remove(Object key) {
        if (entries.asMap().remove(key) == null) {
            return false;
        }
        tell(listener -> listener.onEntryRemoved(key));
        return true;
    }

    @Override
    public void removeAll() {
        entries.asMap().keySet().forEach(this::remove);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap()
                .computeIfPresent(
                        key,
                        (k, value) -> {
                            @Nullable V next = update.apply((V) value);
                            tell(
                                    listener -> {
                                        if (next == null) {
                                            listener.onEntryRemoved(key);
                                        } else {
                                            listener.onEntryUpdated(key, next);
                                        }
                                    });
                            return next;
                        });
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(Consumer<EntryListener> message) {
        listeners.forEach(message);
    }

    private double weight() {
        return entries.policy()
                .eviction()
                .map(eviction -> (double) eviction.weightedSize().orElse(0))
                .orElse(0.0);
    }
}
