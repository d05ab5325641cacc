package dev.hansard.command.activity;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is over at the instant that its last change set, whatever goes on around it: keys of users'
 * state, entries of tables. What has no such instant takes no room here. Not thread-safe.
 */
final class Expiries {

    /**
     * @param key null when it is the aggregate itself
     */
    record Place(String aggregateId, @Nullable String key) {}

    private final Map<Place, Deadline> deadlines = new HashMap<>();

    /**
     * @param key null when it is the aggregate itself
     * @param expiresAt null for never
     */
    void set(
            String aggregateId, @Nullable String key, @Nullable Instant expiresAt, DueQueue queue) {
        if (expiresAt == null) {
            gone(aggregateId, key);
            return;
        }
        deadlines
                .computeIfAbsent(
                        new Place(aggregateId, key), place -> new Deadline(aggregateId, key))
                .moveTo(expiresAt, queue);
    }

    void gone(String aggregateId, @Nullable String key) {
        deadlines.remove(new Place(aggregateId, key));
    }

    /** The keys of an aggregate that will be over. Goes through all there are. */
    List<@Nullable String> keysOf(String aggregateId) {
        return deadlines.keySet().stream()
                .filter(place -> place.aggregateId().equals(aggregateId))
                .<@Nullable String>map(Place::key)
                .toList();
    }

    /** The deadline of something; null if it has gone. */
    @Nullable Deadline deadline(Place place) {
        return deadlines.get(place);
    }

    Set<Place> places() {
        return deadlines.keySet();
    }
}
