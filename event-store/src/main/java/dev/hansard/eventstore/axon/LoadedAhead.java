package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.EventRow;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What aggregates are loaded from, read for many of them in one round trip. It can be outdated when
 * it is used: for commands that do no harm then, because the append of what they decide is refused
 * and they decide again. Each is used once, so the second try reads the store. Thread-safe.
 */
public final class LoadedAhead {

    private static final ScopedValue<Used> USED = ScopedValue.newInstance();

    private final Map<String, List<EventRow>> rows;

    /**
     * What a thread loads from.
     *
     * @param outer what it loads from besides; null for nothing
     */
    private record Used(LoadedAhead loaded, @Nullable Used outer) {}

    LoadedAhead(Map<String, List<EventRow>> rows) {
        this.rows = new ConcurrentHashMap<>(rows);
    }

    /**
     * Of an aggregate whose id was made just now: that there is nothing of it need not be read. If
     * somebody has the id after all, the append is refused, and the second try reads.
     */
    public static LoadedAhead nothingOf(String aggregateId) {
        return new LoadedAhead(Map.of(aggregateId, List.of()));
    }

    /** Does something on this thread that loads from here what is here. */
    public <T, X extends Throwable> T using(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(USED, new Used(this, outer())).call(work);
    }

    /** Whether what this thread loads an aggregate from is there. */
    public static boolean has(String aggregateId) {
        return used().anyMatch(used -> used.loaded.rows.containsKey(aggregateId));
    }

    /** What this thread loads an aggregate from, if it is there and was not used yet. */
    static Optional<List<EventRow>> take(String aggregateId) {
        return used().flatMap(
                        used -> Optional.ofNullable(used.loaded.rows.remove(aggregateId)).stream())
                .findFirst();
    }

    private static Stream<Used> used() {
        return Stream.iterate(outer(), Objects::nonNull, Used::outer);
    }

    private static @Nullable Used outer() {
        return USED.isBound() ? USED.get() : null;
    }
}
