package dev.hansard.query.value;

import dev.hansard.api.state.KeyView;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** All keys of a session's or user's state, as clients see them. */
public record StateView(List<KeyView> data) {

    /** Those whose time is not over, in the order of the map. */
    public static StateView of(Map<String, TimedValue> state, Instant now) {
        return new StateView(
                state.entrySet().stream()
                        .filter(key -> key.getValue().isThere(now))
                        .map(key -> key.getValue().view(key.getKey()))
                        .toList());
    }
}
