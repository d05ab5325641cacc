package dev.hansard.eventstore.checkpoint;

/** A row of a checkpoint is not as it was written. Names the row, and no content. */
public final class DamagedCheckpointException extends RuntimeException {

    public DamagedCheckpointException(String row) {
        super("the row of " + row + " is damaged");
    }
}
