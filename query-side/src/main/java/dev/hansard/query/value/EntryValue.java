package dev.hansard.query.value;

import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.AsOf;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * What an entry of a table holds. A function of its last event alone.
 *
 * @param value null if it is not there, though it once was
 * @param position of that event
 */
record EntryValue(@Nullable TimedValue value, long position) implements AsOf {

    static Optional<EntryValue> evolve(Optional<EntryValue> before, RecordedEvent recorded) {
        return Optional.of(of(recorded));
    }

    static EntryValue of(RecordedEvent recorded) {
        TimedValue value =
                switch ((EntryEvent) recorded.payload()) {
                    case EntryPut put ->
                            new TimedValue(put.value(), put.expiresAt(), recorded.version());
                    case EntryRemoved _, EntryExpired _ -> null;
                };
        return new EntryValue(value, recorded.position());
    }

    /** Bytes in memory, near enough. */
    long weight() {
        return 50 + (value == null ? 0 : value.weight());
    }
}
