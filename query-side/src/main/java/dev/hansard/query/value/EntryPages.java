package dev.hansard.query.value;

import static java.util.stream.Collectors.toMap;

import dev.hansard.api.state.KeyView;
import dev.hansard.eventstore.EventLog;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What stands at places of entries: from memory, and what is not there in one look into the log.
 */
public final class EntryPages {

    private final Values values;
    private final EventLog log;

    EntryPages(Values values, EventLog log) {
        this.values = values;
        this.log = log;
    }

    /** Those whose time is not over, in the order of the places. */
    public List<KeyView> at(List<ValuePlace> places, Instant now) {
        List<EntryValue> found = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        for (ValuePlace place : places) {
            values.inMemory(place).ifPresentOrElse(found::add, () -> missing.add(place.position()));
        }
        log.at(missing).stream().map(EntryValue::of).forEach(found::add);
        Map<Long, TimedValue> byPosition =
                found.stream()
                        .collect(
                                toMap(
                                        EntryValue::position,
                                        entry -> Objects.requireNonNull(entry.value())));
        return places.stream()
                .map(place -> view(place, byPosition, now))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable KeyView view(
            ValuePlace place, Map<Long, TimedValue> byPosition, Instant now) {
        TimedValue value = Objects.requireNonNull(byPosition.get(place.position()));
        return value.isThere(now) ? value.view(place.key()) : null;
    }
}
