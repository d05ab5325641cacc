package dev.hansard.query.session;

import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.MetadataSet;
import dev.hansard.api.session.SessionEvent.PreferencesSet;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.query.value.TimedValue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is kept in one session: only ever in memory. A function of the session's own events.
 *
 * @param preferences as given, without defaults
 * @param state by key, in the order the keys were first set; keys whose time is over included
 */
record SessionContent(Json metadata, Json preferences, Map<String, TimedValue> state) {

    static final SessionContent EMPTY =
            new SessionContent(Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, Map.of());

    SessionContent evolve(SessionEvent event, long version) {
        return switch (event) {
            case SessionCreated created ->
                    new SessionContent(created.metadata(), created.preferences(), Map.of());
            case StateSet set ->
                    withState(
                            state ->
                                    state.put(
                                            set.key(),
                                            new TimedValue(set.value(), set.expiresAt(), version)));
            case StateRemoved removed -> withState(state -> state.remove(removed.key()));
            case StateExpired expired -> withState(state -> state.remove(expired.key()));
            case MetadataSet set ->
                    set.metadata() == null
                            ? this
                            : new SessionContent(set.metadata(), preferences, state);
            case PreferencesSet set -> new SessionContent(metadata, set.preferences(), state);
            case SessionReset reset -> new SessionContent(metadata, Json.EMPTY_OBJECT, Map.of());
            case SessionExpired expired -> new SessionContent(metadata, preferences, Map.of());
            case SessionReopened reopened ->
                    new SessionContent(reopened.metadata(), reopened.preferences(), Map.of());
            case SessionEnded ended -> new SessionContent(metadata, preferences, Map.of());
        };
    }

    private SessionContent withState(Consumer<Map<String, TimedValue>> change) {
        Map<String, TimedValue> next = new LinkedHashMap<>(state);
        change.accept(next);
        return new SessionContent(metadata, preferences, Collections.unmodifiableMap(next));
    }
}
