package dev.hansard.query.checkpoint;

import dev.hansard.eventstore.checkpoint.CheckpointRow;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.NullUnmarked;

/** One entry of a view as a row. */
@Entity
@Table(name = "view_checkpoint_row")
@NullUnmarked
class CheckpointEntry {

    /** Which entry of which view. */
    @Embeddable
    record Key(String view, String id) {}

    @EmbeddedId private Key key;

    private long position;
    private byte[] payload;

    protected CheckpointEntry() {}

    CheckpointRow row() {
        return new CheckpointRow(key.id(), position, payload);
    }
}
