package dev.hansard.command.state;

import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.state.StateChange;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The rules of state by key, whoever it belongs to: what follows from a command, or why it is
 * refused. An expected version is that of the key's own last change.
 *
 * @param <E> the events of the owner
 */
public final class StateRules<E> {

    private final StateLimits limits;
    private final StateEvents<E> events;

    public StateRules(StateLimits limits, StateEvents<E> events) {
        this.limits = limits;
        this.events = events;
    }

    /**
     * @param value null: the value stays, only the time to live changes
     * @throws Refusal when it breaks a rule
     */
    public List<E> set(
            WorkingState state,
            String key,
            @Nullable Json value,
            @Nullable Ttl ttl,
            ExpectedVersion expected,
            Instant now) {
        StateChanges<E> changes = changes(state, now);
        changes.set(key, value, ttl, "");
        expected.check(state.version(key, now));
        return changes.events();
    }

    /**
     * @throws Refusal {@code not-found}, {@code version-mismatch}
     */
    public List<E> remove(WorkingState state, String key, ExpectedVersion expected, Instant now) {
        StateChanges<E> changes = changes(state, now);
        changes.remove(key);
        expected.check(state.version(key, now));
        return changes.events();
    }

    /**
     * @param given in the order of the events
     * @throws Refusal when one of them breaks a rule, or all together
     */
    public List<E> patch(WorkingState state, List<StateChange> given, Instant now) {
        StateChanges<E> changes = changes(state, now);
        for (StateChange change : given) {
            if (change.remove()) {
                changes.removeIfPresent(change.key());
            } else {
                changes.set(change.key(), change.value(), change.ttl(), "/" + change.key());
            }
        }
        return changes.events();
    }

    /** Takes out a key whose time is over; nothing if there is none. */
    public List<E> expire(WorkingState state, String key, Instant now) {
        return state.isOver(key, now) ? List.of(events.expired().apply(key)) : List.of();
    }

    private StateChanges<E> changes(WorkingState state, Instant now) {
        return new StateChanges<>(state, limits, events, now);
    }
}
