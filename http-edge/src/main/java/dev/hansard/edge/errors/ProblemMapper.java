package dev.hansard.edge.errors;

import dev.hansard.api.Refusal;

import org.jspecify.annotations.Nullable;

/**
 * What a module adds to the errors: the refusal that its own exceptions mean. A bean of this type
 * is asked for every exception of a request, and for each of its causes.
 */
@FunctionalInterface
public interface ProblemMapper {

    /** The refusal to answer with, or null for an exception of somebody else. */
    @Nullable Refusal map(Throwable failure);
}
