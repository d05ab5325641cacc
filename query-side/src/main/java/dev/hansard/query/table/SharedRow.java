package dev.hansard.query.table;

import java.util.List;

/**
 * One row of a shared table.
 *
 * @param <F> what it holds
 */
public interface SharedRow<F> {

    String id();

    F facts();

    void set(F facts);

    /** What lists find it by, apart from what it holds. */
    default List<Object> place() {
        return List.of();
    }
}
