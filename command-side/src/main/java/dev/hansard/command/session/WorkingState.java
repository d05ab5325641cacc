package dev.hansard.command.session;

import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent.StateSet;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state an agent keeps in a session: key to value, in the order the keys came. Never changed; a
 * change makes another one.
 */
public record WorkingState(Map<String, Entry> entries) {

    static final WorkingState EMPTY = new WorkingState(Map.of());

    /**
     * One key's value.
     *
     * @param expiresAt the instant from which it is gone; null for never
     * @param version of the session when it was set
     */
    public record Entry(Json value, @Nullable Instant expiresAt, long version) {

        boolean isOver(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }
    }

    /** The entry of a key, or null if there is none or its time is over. */
    public @Nullable Entry find(String key, Instant now) {
        Entry entry = entries.get(key);
        return entry == null || entry.isOver(now) ? null : entry;
    }

    /** The values whose time is not over. */
    public Map<String, Json> values(Instant now) {
        Map<String, Json> values = new LinkedHashMap<>();
        entries.forEach(
                (key, entry) -> {
                    if (!entry.isOver(now)) {
                        values.put(key, entry.value);
                    }
                });
        return values;
    }

    /** Whether a key is there whose time is over. */
    boolean isOver(String key, Instant now) {
        Entry entry = entries.get(key);
        return entry != null && entry.isOver(now);
    }

    WorkingState with(StateSet set, long version) {
        Map<String, Entry> next = new LinkedHashMap<>(entries);
        next.put(set.key(), new Entry(set.value(), set.expiresAt(), version));
        return new WorkingState(Collections.unmodifiableMap(next));
    }

    WorkingState without(String key) {
        Map<String, Entry> next = new LinkedHashMap<>(entries);
        next.remove(key);
        return new WorkingState(Collections.unmodifiableMap(next));
    }
}
