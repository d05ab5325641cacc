package dev.hansard.query.comparison;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Says in what two things are not alike, by the names of their parts. */
public final class Unlike {

    private static final String MISSING = "is missing";
    private static final String UNKNOWN = "is there, and the log knows nothing of it";

    private Unlike() {}

    /**
     * In what what is there and what ought to be there are not alike; null if in nothing.
     *
     * @param both for two that are there
     */
    public static <V> @Nullable String in(
            Optional<V> live, Optional<V> cold, BiFunction<V, V, @Nullable String> both) {
        if (live.isEmpty() || cold.isEmpty()) {
            return live.isEmpty() == cold.isEmpty() ? null : live.isEmpty() ? MISSING : UNKNOWN;
        }
        return both.apply(live.get(), cold.get());
    }

    /** The names of the parts that differ; null if none does. */
    public static <R extends Record> @Nullable String parts(R live, R cold) {
        String names =
                Arrays.stream(live.getClass().getRecordComponents())
                        .filter(part -> !Objects.equals(value(part, live), value(part, cold)))
                        .map(RecordComponent::getName)
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? null : names;
    }

    private static @Nullable Object value(RecordComponent part, Record of) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
