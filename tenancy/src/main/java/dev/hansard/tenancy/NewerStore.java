package dev.hansard.tenancy;

import dev.hansard.edge.startup.RefusalReason;
import dev.hansard.eventstore.NewerStoreException;

import org.jspecify.annotations.Nullable;

/** A store that a newer version has written to keeps this one from starting. */
final class NewerStore implements RefusalReason {

    @Override
    public @Nullable String of(Throwable failure) {
        return failure instanceof NewerStoreException newer ? newer.getMessage() : null;
    }
}
