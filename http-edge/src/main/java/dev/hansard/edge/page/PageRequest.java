package dev.hansard.edge.page;

import org.jspecify.annotations.Nullable;

/**
 * Which page a client wants, as an argument of a controller method.
 *
 * @param limit the most items, 1 to 1,000
 * @param after the key of the last item of the page before, as {@link Page} was given it; null for
 *     the first page
 * @param scope what cursors of this request are valid for
 */
public record PageRequest(int limit, Order order, @Nullable String after, CursorScope scope) {

    public boolean ascending() {
        return order == Order.ASC;
    }

    /** {@link #after} where the keys are numbers; 0 for the first page. */
    public long afterNumber() {
        return after == null ? 0 : Cursors.number(after);
    }

    /** {@link #after} where the keys are ids; null for the first page. */
    public @Nullable String afterId() {
        return after == null ? null : Cursors.id(after);
    }
}
