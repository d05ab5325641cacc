package dev.hansard.command.state;

import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state an agent keeps in a session or of a user: key to value, in the order the keys came.
 * Never changed; a change makes another one.
 */
public record WorkingState(Map<String, Entry> entries) {

    public static final WorkingState EMPTY = new WorkingState(Map.of());

    /** A key and its value without their text. */
    private static final int ENTRY_BYTES = 200;

    /**
     * One key's value.
     *
     * @param expiresAt the instant from which it is gone; null for never
     * @param version of the session or user when it was set
     */
    public record Entry(Json value, @Nullable Instant expiresAt, long version) {

        boolean isOver(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }
    }

    /** The version at which a key was set last; 0 if it is not there or its time is over. */
    long version(String key, Instant now) {
        Entry entry = entries.get(key);
        return entry == null || entry.isOver(now) ? 0 : entry.version;
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

    /** Bytes of its keys and values in memory, near enough. */
    public long contentBytes() {
        long bytes = 0;
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            bytes += ENTRY_BYTES + entry.getKey().length() + entry.getValue().value.size();
        }
        return bytes;
    }

    /** Whether a key is there whose time is over. */
    boolean isOver(String key, Instant now) {
        Entry entry = entries.get(key);
        return entry != null && entry.isOver(now);
    }

    /** With a key set anew; one that was there keeps its place. */
    public WorkingState with(String key, Json value, @Nullable Instant expiresAt, long version) {
        Map<String, Entry> next = new LinkedHashMap<>(entries);
        next.put(key, new Entry(value, expiresAt, version));
        return new WorkingState(Collections.unmodifiableMap(next));
    }

    public WorkingState without(String key) {
        Map<String, Entry> next = new LinkedHashMap<>(entries);
        next.remove(key);
        return new WorkingState(Collections.unmodifiableMap(next));
    }
}
