package dev.hansard.command.user;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.json.Json;
import dev.hansard.api.user.UserCommand.ExpireUserState;
import dev.hansard.api.user.UserCommand.MemoryCommand;
import dev.hansard.api.user.UserCommand.PatchProfile;
import dev.hansard.api.user.UserCommand.PatchUserState;
import dev.hansard.api.user.UserCommand.RemoveProfile;
import dev.hansard.api.user.UserCommand.RemoveUserState;
import dev.hansard.api.user.UserCommand.SetProfile;
import dev.hansard.api.user.UserCommand.SetUserState;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.command.aggregate.ObjectRule;
import dev.hansard.command.session.Session;
import dev.hansard.command.session.Session.Live;
import dev.hansard.command.state.StateEvents;
import dev.hansard.command.state.StateRules;
import dev.hansard.command.user.User.Known;
import dev.hansard.command.user.User.Profile;

import java.util.List;

/** The rules of a user: what follows from a command, or why it is refused. */
public final class UserDecider {

    private final StateRules<UserEvent> stateRules;
    private final ObjectRule profileRule;

    public UserDecider(UserLimits limits) {
        this.stateRules =
                new StateRules<>(
                        limits.state(),
                        new StateEvents<>(
                                UserStateSet::new, UserStateRemoved::new, UserStateExpired::new));
        this.profileRule = new ObjectRule("", limits.profileBytes());
    }

    /**
     * The events that the start of a session makes; none when the current session stays.
     *
     * <p>Also a session that was the current one already is set again when it is reopened: of two
     * nodes that start different sessions at once, the store then refuses one.
     *
     * @param current the user's current session, not created if there is none
     * @throws Refusal when the command breaks a rule
     */
    public List<UserEvent> decide(StartSession start, Session current) {
        if (start.ifAbsent() && current instanceof Live live) {
            start.expected().check(live.version());
            return List.of();
        }
        return List.of(new CurrentSessionSet(start.sessionId()));
    }

    /**
     * The events that a command makes; none when there is nothing to write.
     *
     * @throws Refusal when the command breaks a rule
     */
    public List<UserEvent> decide(MemoryCommand command, User state) {
        Known user = state.known();
        return switch (command) {
            case SetUserState set ->
                    stateRules.set(
                            user.state(),
                            set.key(),
                            set.value(),
                            set.ttl(),
                            set.expected(),
                            set.now());
            case RemoveUserState remove ->
                    stateRules.remove(user.state(), remove.key(), remove.expected(), remove.now());
            case PatchUserState patch -> patch(patch, user);
            case ExpireUserState expire ->
                    stateRules.expire(user.state(), expire.key(), expire.now());
            case SetProfile set -> {
                Json profile = profileRule.check(set.profile());
                set.expected().check(user.profileVersion());
                yield List.of(new ProfileSet(profile));
            }
            case PatchProfile patch -> patch(patch, user);
            case RemoveProfile remove -> remove(remove, user);
        };
    }

    private List<UserEvent> patch(PatchUserState patch, Known user) {
        patch.expected().check(user.version());
        return stateRules.patch(user.state(), patch.changes(), patch.now());
    }

    private List<UserEvent> patch(PatchProfile patch, Known user) {
        Profile present = user.profile();
        Json merged =
                profileRule.merge(
                        present == null ? Json.EMPTY_OBJECT : present.value(), patch.patch());
        patch.expected().check(user.profileVersion());
        return List.of(new ProfileSet(merged));
    }

    private static List<UserEvent> remove(RemoveProfile remove, Known user) {
        if (user.profile() == null) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "the user has no profile");
        }
        remove.expected().check(user.profileVersion());
        return List.of(new ProfileRemoved());
    }
}
