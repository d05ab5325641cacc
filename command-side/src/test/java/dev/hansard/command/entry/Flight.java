package dev.hansard.command.entry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.entry.EntryCommand.ExpireEntry;
import dev.hansard.api.entry.EntryCommand.PutEntries;
import dev.hansard.api.entry.EntryCommand.PutEntry;
import dev.hansard.api.entry.EntryCommand.RemoveEntry;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** The entry LH1 of the table of flights: what is asked and what has happened, for tests. */
final class Flight {

    static final AggregateId ID = flight("LH1");
    static final Instant T = Instant.parse("2026-01-02T03:00:00Z");
    static final Ttl HOUR = Ttl.parse("PT1H");
    static final Instant OVER = T.plusSeconds(3600);

    private Flight() {}

    static AggregateId flight(String key) {
        return AggregateId.entry("acme", "flights", key);
    }

    static Entry after(EntryEvent... events) {
        Entry state = Entry.NEVER_PUT;
        for (EntryEvent event : events) {
            state = Entry.evolve(state, event);
        }
        return state;
    }

    static EntryPut hasPut(String value, @Nullable Instant expiresAt) {
        return new EntryPut(expiresAt, Json.trusted(value));
    }

    static PutEntry put(String value, @Nullable Ttl ttl) {
        return put(ID, value, ttl, ExpectedVersion.ANY, T);
    }

    static PutEntry put(
            AggregateId id,
            String value,
            @Nullable Ttl ttl,
            ExpectedVersion expected,
            Instant now) {
        return new PutEntry(id, Json.trusted(value), ttl, expected, now);
    }

    static PutEntries putAll(ExpectedVersion expected, String... keys) {
        return new PutEntries(
                List.of(keys).stream()
                        .map(key -> put(flight(key), "\"" + key + "\"", null, expected, T))
                        .toList());
    }

    static RemoveEntry remove(ExpectedVersion expected, Instant now) {
        return new RemoveEntry(ID, expected, now);
    }

    static ExpireEntry expire(Instant now) {
        return new ExpireEntry(ID, ExpectedVersion.ANY, now);
    }
}
