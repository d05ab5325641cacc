package dev.hansard.command.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What Axon expects of a cache, and its bound. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaffeineCacheTest {

    private final CaffeineCache cache = new CaffeineCache(100, (key, value) -> (Integer) value);
    private final List<String> told = new ArrayList<>();
    private Registration listening;

    @BeforeEach
    void listen() {
        listening = cache.registerCacheEntryListener(new Listener());
    }

    @Test
    void entries_are_created_read_updated_and_removed_and_listeners_are_told() {
        cache.put("a", 1);
        assertThat(cache.<String, Integer>get("a")).isEqualTo(1);
        cache.put("a", 2);
        assertThat(cache.remove("a")).isTrue();

        assertThat(told).containsExactly("created a 1", "read a 1", "updated a 2", "removed a");
        assertThat(cache.<String, Integer>get("a")).isNull();
        assertThat(cache.remove("a")).isFalse();
        assertThat(told).hasSize(4);
    }

    @Test
    void what_is_there_is_not_put_again() {
        assertThat(cache.putIfAbsent("a", 1)).isTrue();
        assertThat(cache.putIfAbsent("a", 2)).isFalse();

        assertThat(cache.<Integer>computeIfAbsent("a", () -> 3)).isEqualTo(1);
        assertThat(cache.<Integer>computeIfAbsent("b", () -> 3)).isEqualTo(3);
        assertThat(told).contains("created a 1", "created b 3");
    }

    @Test
    void only_what_is_there_is_changed() {
        cache.put("a", 1);

        cache.<Integer>computeIfPresent("a", value -> value + 1);
        cache.<Integer>computeIfPresent("b", value -> value + 1);
        assertThat(cache.<String, Integer>get("a")).isEqualTo(2);
        cache.<Integer>computeIfPresent("a", value -> null);

        assertThat(cache.containsKey("a")).isFalse();
        assertThat(cache.containsKey("b")).isFalse();
        assertThat(told).containsExactly("created a 1", "updated a 2", "read a 2", "removed a");
    }

    @Test
    void everything_goes_at_once() {
        cache.put("a", 1);
        cache.put("b", 1);

        cache.removeAll();

        assertThat(cache.containsKey("a")).isFalse();
        assertThat(told).contains("removed a", "removed b");
    }

    @Test
    void a_listener_that_has_gone_is_told_nothing() {
        assertThat(listening.cancel()).isTrue();

        cache.put("a", 1);

        assertThat(told).isEmpty();
    }

    @Test
    void what_is_too_much_goes() {
        var meters = new SimpleMeterRegistry();
        cache.monitor(meters, "test");

        for (int i = 0; i < 50; i++) {
            cache.put(i, 10);
        }

        assertThat(told).filteredOn(event -> event.startsWith("expired")).hasSizeGreaterThan(39);
        assertThat(meters.get("hansard.cache.weight").tag("cache", "test").gauge().value())
                .isPositive()
                .isLessThanOrEqualTo(100);
        assertThat(meters.get("cache.evictions").tag("cache", "test").functionCounter().count())
                .isGreaterThan(39);
    }

    private final class Listener extends Cache.EntryListenerAdapter {

        @Override
        public void onEntryExpired(Object key) {
            told.add("expired " + key);
        }

        @Override
        public void onEntryRemoved(Object key) {
            told.add("removed " + key);
        }

        @Override
        public void onEntryUpdated(Object key, Object value) {
            told.add("updated " + key + " " + value);
        }

        @Override
        public void onEntryCreated(Object key, Object value) {
            told.add("created " + key + " " + value);
        }

        @Override
        public void onEntryRead(Object key, Object value) {
            told.add("read " + key + " " + value);
        }
    }
}
