package dev.hansard.eventstore.checkpoint;

import java.util.List;

/**
 * What changed in a view.
 *
 * @param since position that a checkpoint must have reached for this to be added to it; 0 for any
 * @param position up to which the checkpoint reaches with it
 * @param whole whether the rows are all there are, in the place of those before
 * @param gone ids of rows that are no more
 */
public record CheckpointBatch(
        long since, long position, boolean whole, List<CheckpointRow> rows, List<String> gone) {

    /**
     * The batch of a view whose rows each stand for themselves: true up to a position of their own.
     */
    public static CheckpointBatch of(long position, List<CheckpointRow> rows) {
        return new CheckpointBatch(0, position, false, rows, List.of());
    }

    /** Whether each row may go in without the others, and next to those of a later checkpoint. */
    boolean ofRowsOnTheirOwn() {
        return since == 0 && !whole;
    }

    boolean isEmpty() {
        return rows.isEmpty() && gone.isEmpty();
    }
}
