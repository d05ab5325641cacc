package dev.hansard.eventstore.checkpoint;

import dev.hansard.eventstore.LogView;

import java.util.List;

/** A view in memory that can be written down, change by change, and go on from there. */
public interface CheckpointedView extends LogView {

    /** Of its rows: another number for each form that an earlier version cannot read. */
    int format();

    /**
     * Begins at a checkpoint; called once at most, before any event.
     *
     * @param rows as the store reads them at the start
     * @throws DamagedCheckpointException if a row cannot be used; then nothing has changed
     */
    void restore(long position, List<CheckpointRow> rows);

    /** Takes what has changed since the last time, or all there is. */
    CheckpointBatch take();

    /** Takes back what was taken last: it was not written. */
    void takeBack();
}
