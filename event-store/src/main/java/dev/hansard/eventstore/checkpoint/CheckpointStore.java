package dev.hansard.eventstore.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps checkpoints, for any number of nodes. */
public interface CheckpointStore {

    /**
     * A checkpoint with its rows, as of one moment.
     *
     * @param rows none where they are read one by one, when they are asked for
     */
    record Kept(Checkpoint checkpoint, List<CheckpointRow> rows) {}

    Optional<Kept> read(String view);

    /** Does something to a checkpoint, alone among all nodes and in one transaction. */
    <T> T change(String view, Function<Changeable, T> change);

    /** Removes a checkpoint with its rows. */
    default void discard(String view) {
        boolean _ =
                change(
                        view,
                        checkpoint -> {
                            checkpoint.clear();
                            return true;
                        });
    }

    /** The checkpoint of one view, for the time of one transaction. */
    interface Changeable {

        Optional<Checkpoint> current();

        /** Removes the checkpoint with its rows. */
        void clear();

        /** Puts rows in, or in the place of older ones: as many as go into one statement. */
        void put(List<CheckpointRow> rows);

        void remove(List<String> rows);

        void moveTo(Checkpoint next);
    }
}
