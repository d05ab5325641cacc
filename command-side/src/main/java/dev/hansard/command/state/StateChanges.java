package dev.hansard.command.state;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.command.aggregate.ObjectRule;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The changes of one command to state by key, held against the limits as a whole. */
final class StateChanges<E> {

    private final StateLimits limits;
    private final StateEvents<E> vocabulary;
    private final Instant now;
    private final Map<String, Json> values;
    private final int keysBefore;
    private final long bytesBefore;
    private final List<E> events = new ArrayList<>();

    StateChanges(WorkingState before, StateLimits limits, StateEvents<E> vocabulary, Instant now) {
        this.limits = limits;
        this.vocabulary = vocabulary;
        this.now = now;
        this.values = before.values(now);
        this.keysBefore = values.size();
        this.bytesBefore = bytes(values);
    }

    /**
     * Sets a key.
     *
     * @param value null: the present value stays, only the time to live changes
     * @param pointer to the object with {@code value} and {@code ttl} in the request
     */
    void set(String key, @Nullable Json value, @Nullable Ttl ttl, String pointer) {
        if (value == null && ttl == null) {
            throw Refusal.invalid(pointer, "must have a value or a ttl");
        }
        Json next = value == null ? present(key) : value;
        ObjectRule.checkSize(next, limits.valueBytes(), pointer + "/value");
        values.put(key, next);
        events.add(vocabulary.set().event(key, ttl == null ? null : ttl.expiresAt(now), next));
    }

    /** Removes a key; does nothing if it is not there. */
    void removeIfPresent(String key) {
        if (values.remove(key) != null) {
            events.add(vocabulary.removed().apply(key));
        }
    }

    /**
     * Removes a key.
     *
     * @throws Refusal {@code not-found} if it is not there
     */
    void remove(String key) {
        present(key);
        removeIfPresent(key);
    }

    /**
     * The events of all changes. What was over a limit before may stay over it, but not grow.
     *
     * @throws Refusal when state as a whole is over a limit
     */
    List<E> events() {
        if (values.size() > Math.max(limits.keys(), keysBefore)) {
            throw Refusal.of(
                    ErrorCode.INVALID_REQUEST,
                    "there must not be more than " + limits.keys() + " keys");
        }
        if (bytes(values) > Math.max(limits.totalBytes(), bytesBefore)) {
            throw Refusal.of(
                    ErrorCode.TOO_LARGE,
                    "all values together must not have more than %d bytes"
                            .formatted(limits.totalBytes()));
        }
        return List.copyOf(events);
    }

    private Json present(String key) {
        Json value = values.get(key);
        if (value == null) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "no such key");
        }
        return value;
    }

    private static long bytes(Map<String, Json> values) {
        return values.values().stream().mapToLong(Json::size).sum();
    }
}
