package dev.hansard.query.value;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.cache.ComparedCache;
import dev.hansard.query.comparison.Unlike;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;

/** Entries of tables in memory, held against the log. */
final class ComparedEntries extends ComparedCache<EntryValue> {

    ComparedEntries(Values values, EventLog log) {
        super(values.name(), Set.of(AggregateId.ENTRY), values, values.entries(), log);
    }

    @Override
    protected Optional<EntryValue> replay(EventLog past, String key) {
        return new ValueLoader(past, PastValues.NO_PLACES).entry(key);
    }

    @Override
    protected @Nullable String difference(EntryValue live, EntryValue cold) {
        return Unlike.parts(live, cold);
    }

    @Override
    protected @Nullable String userOf(EntryValue entry) {
        return null;
    }
}
