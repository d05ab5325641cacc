package dev.hansard.command.entry;

import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The state of an entry of a table, as far as its commands need it: that is without its value. */
public sealed interface Entry {

    Absent NEVER_PUT = new Absent(0);

    /** Number of its events. */
    long version();

    /** The state after one more event. */
    static Entry evolve(Entry state, EntryEvent event) {
        long version = state.version() + 1;
        return switch (event) {
            case EntryPut put -> new Present(put.expiresAt(), version);
            case EntryRemoved _, EntryExpired _ -> new Absent(version);
        };
    }

    /** It is not there: never put, removed or expired. It can be put again. */
    record Absent(long version) implements Entry {}

    /**
     * It is there.
     *
     * @param expiresAt the instant from which it is gone; null for never
     */
    record Present(@Nullable Instant expiresAt, long version) implements Entry {

        boolean isOver(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }
    }
}
