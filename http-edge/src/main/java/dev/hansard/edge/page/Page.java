package dev.hansard.edge.page;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next the cursor of the page after it, shown as null when there is none
 */
public record Page<T>(
        List<T> data,
        boolean hasMore,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

    /**
     * The page a request asked for.
     *
     * @param oneMore the items after {@link PageRequest#after}, up to one more than the limit: that
     *     one is how it is known that there are more
     * @param key what a list is ordered by, to go on after an item
     */
    public static <T> Page<T> of(PageRequest request, List<T> oneMore, Function<? super T, ?> key) {
        if (oneMore.size() <= request.limit()) {
            return new Page<>(List.copyOf(oneMore), false, null);
        }
        List<T> data = List.copyOf(oneMore.subList(0, request.limit()));
        String last = String.valueOf(key.apply(data.getLast()));
        return new Page<>(data, true, Cursors.encode(request.scope(), last));
    }
}
