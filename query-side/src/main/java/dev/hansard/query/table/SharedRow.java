package dev.hansard.query.table;

/**
 * One row of a shared table.
 *
 * @param <F> what it holds
 */
public interface SharedRow<F> {

    String id();

    F facts();

    void set(F facts);
}
