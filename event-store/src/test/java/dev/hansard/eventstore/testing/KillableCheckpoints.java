package dev.hansard.eventstore.testing;

import dev.hansard.eventstore.checkpoint.CheckpointStore;

import java.util.Optional;
import java.util.function.Function;

/** Checkpoints of a process that may die when a transaction has done all but its commit. */
public final class KillableCheckpoints implements CheckpointStore {

    private final CheckpointStore store;
    private boolean dying;

    public KillableCheckpoints(CheckpointStore store) {
        this.store = store;
    }

    /** From the next change on. */
    public void dies(boolean next) {
        dying = next;
    }

    @Override
    public Optional<Kept> read(String view) {
        return store.read(view);
    }

    @Override
    public <T> T change(String view, Function<Changeable, T> change) {
        return store.change(
                view,
                stored -> {
                    T result = change.apply(stored);
                    if (dying) {
                        throw new IllegalStateException("killed");
                    }
                    return result;
                });
    }
}
