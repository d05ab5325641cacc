package dev.hansard.tenancy.erasure;

import dev.hansard.api.AggregateId;

/** Something that has contents in memory, and lets go of those of a user who was erased. */
@FunctionalInterface
public interface Forgetful {

    /** Lets go of all that belongs to the user; may let go of more. */
    void forget(AggregateId user);
}
