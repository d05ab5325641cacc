package dev.hansard.query.table;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

/** Up to where of the log a shared table is true. */
@Entity
@Table(name = "table_position")
class TablePosition {

    @Id private @Nullable String name;

    private long position;
    private long rebuilds;

    protected TablePosition() {}

    @Nullable String name() {
        return name;
    }

    long position() {
        return position;
    }
}
