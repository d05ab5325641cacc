package dev.hansard.command.entry;

import dev.hansard.api.entry.EntryEvent;

import java.util.List;

/**
 * What a command did to an entry: the answer of its handlers.
 *
 * @param before the state that the command found
 * @param events in the order of the log; none when there was nothing to write
 */
public record EntryChange(Entry before, List<EntryEvent> events) {

    /** The version after the command. */
    public long version() {
        return before.version() + events.size();
    }
}
