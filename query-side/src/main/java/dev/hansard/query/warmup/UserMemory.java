package dev.hansard.query.warmup;

import dev.hansard.api.AggregateId;

/** What one view has in memory of a user. */
@FunctionalInterface
public interface UserMemory {

    /** Reads it, as the user's next request would. */
    void read(AggregateId user);
}
