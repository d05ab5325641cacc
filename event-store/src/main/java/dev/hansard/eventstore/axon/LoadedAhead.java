package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.EventRow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What aggregates are loaded from, read for many of them in one round trip. It can be outdated when
 * it is used: for commands that do no harm then, because the append of what they decide is refused
 * and they decide again. Each is used once, so the second try reads the store. Thread-safe.
 */
public final class LoadedAhead {

    private static final ScopedValue<LoadedAhead> USED = ScopedValue.newInstance();

    private final Map<String, List<EventRow>> rows;

    LoadedAhead(Map<String, List<EventRow>> rows) {
        this.rows = new ConcurrentHashMap<>(rows);
    }

    /** Does something on this thread that loads from here what is here. */
    public <T> T using(Supplier<T> work) {
        return ScopedValue.where(USED, this).call(work::get);
    }

    /** What an aggregate is loaded from, if it is here and was not used yet. */
    static Optional<List<EventRow>> take(String aggregateId) {
        return USED.isBound()
                ? Optional.ofNullable(USED.get().rows.remove(aggregateId))
                : Optional.empty();
    }
}
