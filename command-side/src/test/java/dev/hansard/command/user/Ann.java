package dev.hansard.command.user;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.state.StateChange;
import dev.hansard.api.user.UserCommand.ExpireUserState;
import dev.hansard.api.user.UserCommand.PatchProfile;
import dev.hansard.api.user.UserCommand.PatchUserState;
import dev.hansard.api.user.UserCommand.RemoveProfile;
import dev.hansard.api.user.UserCommand.RemoveUserState;
import dev.hansard.api.user.UserCommand.SetProfile;
import dev.hansard.api.user.UserCommand.SetUserState;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserStateSet;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** The user Ann: what is asked and what has happened in few words, for tests. */
final class Ann {

    static final AggregateId ID = AggregateId.user("acme", "ann");
    static final Instant T = Instant.parse("2026-01-02T03:00:00Z");
    static final Ttl HOUR = Ttl.parse("PT1H");
    static final Instant OVER = T.plusSeconds(3600);

    private Ann() {}

    static User after(UserEvent... events) {
        User state = User.NOT_CREATED;
        for (UserEvent event : events) {
            state = User.evolve(state, event);
        }
        return state;
    }

    static Json json(String text) {
        return Json.trusted(text);
    }

    static ProfileSet profileSet(String profile) {
        return new ProfileSet(json(profile));
    }

    static UserStateSet stateSet(String key, String value) {
        return new UserStateSet(key, null, json(value));
    }

    static SetUserState set(String key, @Nullable String value, @Nullable Ttl ttl) {
        return set(key, value, ttl, ExpectedVersion.ANY, T);
    }

    static SetUserState set(
            String key,
            @Nullable String value,
            @Nullable Ttl ttl,
            ExpectedVersion expected,
            Instant now) {
        return new SetUserState(ID, key, value == null ? null : json(value), ttl, expected, now);
    }

    static RemoveUserState remove(String key) {
        return new RemoveUserState(ID, key, ExpectedVersion.ANY, T);
    }

    static PatchUserState patchState(ExpectedVersion expected, StateChange... changes) {
        return new PatchUserState(ID, List.of(changes), expected, T);
    }

    static ExpireUserState expire(String key, Instant now) {
        return new ExpireUserState(ID, key, ExpectedVersion.ANY, now);
    }

    static SetProfile setProfile(String profile, ExpectedVersion expected) {
        return new SetProfile(ID, json(profile), expected, T);
    }

    static PatchProfile patchProfile(String patch, ExpectedVersion expected) {
        return new PatchProfile(ID, json(patch), expected, T);
    }

    static RemoveProfile removeProfile(ExpectedVersion expected) {
        return new RemoveProfile(ID, expected, T);
    }
}
