package dev.hansard.query.checkpoint;

import dev.hansard.eventstore.checkpoint.Checkpoint;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.NullUnmarked;

/** Up to where of the log a view is written down, as a row. */
@Entity
@Table(name = "view_checkpoint")
@NullUnmarked
class CheckpointHead {

    @Id private String view;

    private long position;
    private int format;
    private byte[] leaf;

    protected CheckpointHead() {}

    Checkpoint checkpoint() {
        return new Checkpoint(view, format, position, leaf);
    }
}
