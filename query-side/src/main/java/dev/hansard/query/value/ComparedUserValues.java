package dev.hansard.query.value;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.cache.ComparedCache;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** State and profiles of users in memory, held against the log. */
final class ComparedUserValues extends ComparedCache<UserValues> {

    ComparedUserValues(Values values, EventLog log) {
        super(values.name(), Set.of(AggregateId.USER), values, values.users(), log);
    }

    @Override
    protected Optional<UserValues> replay(EventLog past, String key) {
        return new ValueLoader(past, PastValues.NO_PLACES).user(key);
    }

    @Override
    protected @Nullable String difference(UserValues live, UserValues cold) {
        if (!Objects.equals(live.profile(), cold.profile())) {
            return "profile";
        }
        if (live.version() != cold.version()) {
            return "version";
        }
        String keys =
                Stream.concat(live.state().keySet().stream(), cold.state().keySet().stream())
                        .distinct()
                        .filter(
                                key ->
                                        !Objects.equals(
                                                live.state().get(key), cold.state().get(key)))
                        .collect(Collectors.joining(", "));
        return keys.isEmpty() ? null : "state " + keys;
    }

    @Override
    protected @Nullable String userOf(UserValues values) {
        return null;
    }
}
