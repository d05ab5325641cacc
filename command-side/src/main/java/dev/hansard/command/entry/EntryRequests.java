package dev.hansard.command.entry;

import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.edge.json.Limited;
import dev.hansard.edge.settings.Limit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The bodies of requests about tables. */
final class EntryRequests {

    private EntryRequests() {}

    record EntryBody(@Limited(Limit.TABLE_VALUE) Json value, @Nullable Ttl ttl) {}

    record NewEntry(String key, @Limited(Limit.TABLE_VALUE) Json value, @Nullable Ttl ttl) {}

    record NewEntries(List<NewEntry> entries) {}
}
