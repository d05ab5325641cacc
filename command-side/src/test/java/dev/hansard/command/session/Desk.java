package dev.hansard.command.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionCommand.EndSession;
import dev.hansard.api.session.SessionCommand.ExpireSession;
import dev.hansard.api.session.SessionCommand.ExpireState;
import dev.hansard.api.session.SessionCommand.OpenSession;
import dev.hansard.api.session.SessionCommand.PatchSession;
import dev.hansard.api.session.SessionCommand.PatchState;
import dev.hansard.api.session.SessionCommand.RemoveState;
import dev.hansard.api.session.SessionCommand.ResetSession;
import dev.hansard.api.session.SessionCommand.SetState;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.state.StateChange;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Ann's session s1: its commands, events and states in few words, for tests. */
final class Desk {

    static final AggregateId ID = AggregateId.session("acme", "s1");
    static final Instant T = Instant.parse("2026-01-02T03:00:00Z");
    static final Ttl HOUR = Ttl.parse("PT1H");
    static final SessionCreated CREATED =
            new SessionCreated("ann", Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, HOUR);

    private Desk() {}

    static Session after(SessionEvent... events) {
        Session state = Session.NOT_CREATED;
        for (SessionEvent event : events) {
            state = Session.evolve(state, event, T);
        }
        return state;
    }

    static Json json(String text) {
        return Json.trusted(text);
    }

    static StateSet stateSet(String key, String value) {
        return new StateSet(key, null, json(value));
    }

    static OpenSession open(String userId, Json metadata, Json preferences) {
        return new OpenSession(ID, userId, metadata, preferences, HOUR, ExpectedVersion.ANY, T);
    }

    static OpenSession open(ExpectedVersion expected) {
        return new OpenSession(ID, "ann", Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, HOUR, expected, T);
    }

    static SetState set(String key, @Nullable String value, @Nullable Ttl ttl) {
        return set(key, value, ttl, ExpectedVersion.ANY, T);
    }

    static SetState set(
            String key,
            @Nullable String value,
            @Nullable Ttl ttl,
            ExpectedVersion expected,
            Instant now) {
        return new SetState(ID, key, value == null ? null : json(value), ttl, expected, now);
    }

    static RemoveState remove(String key) {
        return remove(key, ExpectedVersion.ANY, T);
    }

    static RemoveState remove(String key, ExpectedVersion expected, Instant now) {
        return new RemoveState(ID, key, expected, now);
    }

    static PatchState patchState(StateChange... changes) {
        return new PatchState(ID, List.of(changes), ExpectedVersion.ANY, T);
    }

    static StateChange setting(String key, @Nullable String value) {
        return new StateChange(key, false, value == null ? null : json(value), null);
    }

    static StateChange removing(String key) {
        return new StateChange(key, true, null, null);
    }

    static PatchSession patch(
            @Nullable String metadata, @Nullable String preferences, @Nullable Ttl ttl) {
        return new PatchSession(
                ID,
                metadata == null ? null : json(metadata),
                preferences == null ? null : json(preferences),
                ttl,
                ExpectedVersion.ANY,
                T);
    }

    static ResetSession reset() {
        return new ResetSession(ID, ExpectedVersion.ANY, T);
    }

    static EndSession end() {
        return new EndSession(ID, Reason.REQUESTED, ExpectedVersion.ANY, T);
    }

    static ExpireSession expire(Instant idleSince, @Nullable Ttl idleFor, Instant now) {
        return new ExpireSession(ID, idleSince, idleFor, ExpectedVersion.ANY, now);
    }

    static ExpireState expireState(String key, Instant now) {
        return new ExpireState(ID, key, ExpectedVersion.ANY, now);
    }
}
