package dev.hansard.edge.startup;

import org.jspecify.annotations.Nullable;

/**
 * Says why a start is refused, for failures that this module does not know. Named in {@code
 * META-INF/spring.factories}.
 */
@FunctionalInterface
public interface RefusalReason {

    /** The reason in one line, with its remedy; null if the failure is not such a one. */
    @Nullable String of(Throwable failure);
}
