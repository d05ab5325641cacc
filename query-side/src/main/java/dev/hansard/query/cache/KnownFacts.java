package dev.hansard.query.cache;

import java.util.Optional;

/**
 * What is known of things as of some earlier moment, so that a replay need not begin at their
 * beginning.
 *
 * @param <F> what is known of one; a function of the events that concern it
 */
@FunctionalInterface
public interface KnownFacts<F> {

    /** What is known of one; empty if nothing is. */
    Optional<F> of(String id);

    /** Told by a replay what it came by on its way, every few hundred events. */
    default void passed(String id, F facts) {}
}
