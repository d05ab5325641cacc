package dev.hansard.query.value;

import dev.hansard.query.table.SharedRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.NullUnmarked;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The place of one value as a row; there is one as long as the value is there. */
@Entity
@Table(name = "value_view")
@NullUnmarked
class ValueRow implements SharedRow<ValuePlace> {

    /** The name of the value. */
    @Id private String id;

    private long position;

    /** To the microsecond, and never before the instant that counts. */
    private Instant expiresAt;

    protected ValueRow() {}

    ValueRow(ValuePlace place) {
        this.id = place.name();
        set(place);
    }

    @Override
    public final void set(ValuePlace place) {
        position = place.position();
        expiresAt = place.expiresAt() == null ? null : roundedUp(place.expiresAt());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ValuePlace facts() {
        return new ValuePlace(id, position, expiresAt);
    }

    private static Instant roundedUp(Instant instant) {
        Instant down = instant.truncatedTo(ChronoUnit.MICROS);
        return down.equals(instant) ? instant : down.plus(1, ChronoUnit.MICROS);
    }
}
