package dev.hansard.query.value;

import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.AsOf;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is remembered of one user. A function of the user's own events, in whatever order those of
 * different keys come.
 *
 * @param profile null if there is none
 * @param state by key, in the order of the keys; keys whose time is over included
 * @param version number of the user's events
 * @param position of the log up to which this is true
 */
public record UserValues(
        @Nullable TimedValue profile,
        SortedMap<String, TimedValue> state,
        long version,
        long position)
        implements AsOf {

    /** Nothing ever happened to the user. */
    public static final UserValues NONE = new UserValues(null, Collections.emptySortedMap(), 0, 0);

    static Optional<UserValues> evolve(Optional<UserValues> before, RecordedEvent recorded) {
        return Optional.of(before.orElse(NONE).after(recorded));
    }

    UserValues after(RecordedEvent recorded) {
        return switch ((UserEvent) recorded.payload()) {
            case CurrentSessionSet _ -> with(profile, state, recorded);
            case ProfileSet set ->
                    with(new TimedValue(set.profile(), null, recorded.version()), state, recorded);
            case ProfileRemoved _ -> with(null, state, recorded);
            case UserStateSet set ->
                    with(
                            recorded,
                            next ->
                                    next.put(
                                            set.key(),
                                            new TimedValue(
                                                    set.value(),
                                                    set.expiresAt(),
                                                    recorded.version())));
            case UserStateRemoved removed -> with(recorded, next -> next.remove(removed.key()));
            case UserStateExpired expired -> with(recorded, next -> next.remove(expired.key()));
            case UserErased _ -> with(null, Collections.emptySortedMap(), recorded);
        };
    }

    /** The same, known to be true of a later version up to a later position. */
    UserValues upTo(long laterVersion, long laterPosition) {
        return new UserValues(profile, state, laterVersion, laterPosition);
    }

    /** Bytes in memory, near enough. */
    long weight() {
        long bytes = 150 + (profile == null ? 0 : profile.weight());
        for (Map.Entry<String, TimedValue> entry : state.entrySet()) {
            bytes += entry.getKey().length() + entry.getValue().weight();
        }
        return bytes;
    }

    private UserValues with(RecordedEvent recorded, Consumer<Map<String, TimedValue>> change) {
        SortedMap<String, TimedValue> next = new TreeMap<>(state);
        change.accept(next);
        return with(profile, Collections.unmodifiableSortedMap(next), recorded);
    }

    private static UserValues with(
            @Nullable TimedValue profile,
            SortedMap<String, TimedValue> state,
            RecordedEvent recorded) {
        return new UserValues(profile, state, recorded.version(), recorded.position());
    }
}
