package dev.hansard.command.state;

import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.state.StateChange;
import dev.hansard.edge.json.Limited;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.settings.Limit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One key in the body of a request.
 *
 * @param value null: only the time to live changes
 */
public record StateBody(@Limited(Limit.STATE_VALUE) @Nullable Json value, @Nullable Ttl ttl) {

    /** How long the key lives: without a word of it as by default, if its value is set at all. */
    public @Nullable Ttl ttl(Ttl byDefault) {
        return ttl == null && value != null ? byDefault : ttl;
    }

    /**
     * The changes of a body with several keys, in its order; null removes a key.
     *
     * @throws Refusal {@code invalid-request} if a key is no id
     */
    public static List<StateChange> changes(Map<String, @Nullable StateBody> body, Ttl byDefault) {
        List<StateChange> changes = new ArrayList<>();
        body.forEach(
                (key, change) -> {
                    String checked = CheckedIds.require("/" + key, key);
                    changes.add(
                            change == null
                                    ? new StateChange(checked, true, null, null)
                                    : new StateChange(
                                            checked, false, change.value(), change.ttl(byDefault)));
                });
        return changes;
    }
}
