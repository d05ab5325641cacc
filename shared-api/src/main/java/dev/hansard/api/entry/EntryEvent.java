package dev.hansard.api.entry;

import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What can have happened to an entry of a table, which the aggregate's id names. A storage format:
 * names and fields are fixed by the golden files of {@code EventFormatTest}, changes go through an
 * upcaster.
 */
public sealed interface EntryEvent {

    /**
     * @param expiresAt the instant from which the entry is gone for every reader; null for never
     */
    record EntryPut(@Nullable Instant expiresAt, Json value) implements EntryEvent {}

    record EntryRemoved() implements EntryEvent {}

    /** One whose time is over has been taken out; readers have not seen it since then anyway. */
    record EntryExpired() implements EntryEvent {}
}
