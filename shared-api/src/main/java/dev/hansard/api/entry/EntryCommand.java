package dev.hansard.api.entry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What may be asked of an entry of a table. */
public sealed interface EntryCommand {

    AggregateId entry();

    /** The version the client has seen; 0 is that of an entry that is not there. */
    ExpectedVersion expected();

    /** The moment the command came in. */
    Instant now();

    /**
     * Puts a value, whether there was one or not.
     *
     * @param ttl null: until it is removed
     */
    record PutEntry(
            AggregateId entry, Json value, @Nullable Ttl ttl, ExpectedVersion expected, Instant now)
            implements EntryCommand {}

    record RemoveEntry(AggregateId entry, ExpectedVersion expected, Instant now)
            implements EntryCommand {}

    /** Takes an entry out whose time is over; does nothing if it was put again or is not due. */
    record ExpireEntry(AggregateId entry, ExpectedVersion expected, Instant now)
            implements EntryCommand {}

    /**
     * Puts several entries, all or none: of no single entry, so no {@link EntryCommand} itself.
     *
     * @param entries in the order given, each entry once
     */
    record PutEntries(List<PutEntry> entries) {}
}
