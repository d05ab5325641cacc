package dev.hansard.command.entry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;
import dev.hansard.api.entry.EntryCommand;
import dev.hansard.api.entry.EntryCommand.ExpireEntry;
import dev.hansard.api.entry.EntryCommand.PutEntries;
import dev.hansard.api.entry.EntryCommand.PutEntry;
import dev.hansard.api.entry.EntryCommand.RemoveEntry;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.command.aggregate.ObjectRule;
import dev.hansard.command.entry.Entry.Absent;
import dev.hansard.command.entry.Entry.Present;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of an entry of a table: what follows from a command, or why it is refused. */
public final class EntryDecider {

    private final EntryLimits limits;

    public EntryDecider(EntryLimits limits) {
        this.limits = limits;
    }

    /**
     * The events that a command makes; none when there is nothing to write.
     *
     * @throws Refusal when the command breaks a rule
     */
    public List<EntryEvent> decide(EntryCommand command, Entry state) {
        return switch (command) {
            case PutEntry put -> put(put, state);
            case RemoveEntry remove -> remove(remove, state);
            case ExpireEntry expire -> expire(expire, state);
        };
    }

    /**
     * The rules of several entries in one command, before any of them is looked at by itself.
     *
     * @throws Refusal when there are none, too many, or one of them twice
     */
    public void check(PutEntries command) {
        int number = command.entries().size();
        if (number == 0 || number > limits.entriesPerCommand()) {
            throw Refusal.invalid(
                    "/entries", "must have 1 to " + limits.entriesPerCommand() + " entries");
        }
        Set<AggregateId> seen = new HashSet<>();
        for (int i = 0; i < number; i++) {
            if (!seen.add(command.entries().get(i).entry())) {
                throw Refusal.invalid("/entries/" + i + "/key", "is there a second time");
            }
        }
    }

    private List<EntryEvent> put(PutEntry put, Entry state) {
        ObjectRule.checkSize(put.value(), limits.valueBytes(), "/value");
        put.expected().check(version(state, put.now()));
        Ttl ttl = put.ttl();
        return List.of(new EntryPut(ttl == null ? null : ttl.expiresAt(put.now()), put.value()));
    }

    private static List<EntryEvent> remove(RemoveEntry remove, Entry state) {
        long version = version(state, remove.now());
        if (version == 0) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "the table has no such key");
        }
        remove.expected().check(version);
        return List.of(new EntryRemoved());
    }

    private static List<EntryEvent> expire(ExpireEntry expire, Entry state) {
        return switch (state) {
            case Present present when present.isOver(expire.now()) -> List.of(new EntryExpired());
            case Present _, Absent _ -> List.of();
        };
    }

    /** The version that clients see: 0 of an entry that is not there or whose time is over. */
    private static long version(Entry state, Instant now) {
        return switch (state) {
            case Present present when !present.isOver(now) -> present.version();
            case Present _, Absent _ -> 0;
        };
    }
}
