package dev.hansard.command.session;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.Preferences;
import dev.hansard.api.session.SessionCommand;
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
import dev.hansard.command.aggregate.ObjectRule;
import dev.hansard.command.session.Session.Ended;
import dev.hansard.command.session.Session.Expired;
import dev.hansard.command.session.Session.Live;
import dev.hansard.command.session.Session.NotCreated;
import dev.hansard.command.state.StateEvents;
import dev.hansard.command.state.StateRules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rules of a session: what follows from a command, or why it is refused. */
public final class SessionDecider {

    private final StateRules<SessionEvent> stateRules;
    private final ObjectRule metadataRule;
    private final ObjectRule preferencesRule;

    public SessionDecider(SessionLimits limits) {
        this.stateRules =
                new StateRules<>(
                        limits.state(),
                        new StateEvents<>(StateSet::new, StateRemoved::new, StateExpired::new));
        this.metadataRule = new ObjectRule("/metadata", limits.metadataBytes());
        this.preferencesRule = new ObjectRule("/preferences", limits.preferencesBytes());
    }

    /**
     * The events that a command makes; none when there is nothing to write.
     *
     * @throws Refusal when the command breaks a rule
     */
    public List<SessionEvent> decide(SessionCommand command, Session state) {
        return switch (command) {
            case OpenSession open -> open(open, state);
            case SetState set -> setState(set, state.live());
            case RemoveState remove -> removeState(remove, state.live());
            case PatchState patch ->
                    stateRules.patch(target(command, state).state(), patch.changes(), patch.now());
            case PatchSession patch -> patch(patch, target(command, state));
            case ResetSession _ -> reset(target(command, state));
            case EndSession end -> end(end, target(command, state));
            case ExpireSession expire -> expire(expire, state);
            case ExpireState expire -> expireState(expire, state);
        };
    }

    private static Live target(SessionCommand command, Session state) {
        Live live = state.live();
        command.expected().check(live.version());
        return live;
    }

    private List<SessionEvent> open(OpenSession open, Session state) {
        return switch (state) {
            case NotCreated none -> {
                open.expected().check(none.version());
                yield List.of(
                        new SessionCreated(
                                open.userId(), metadata(open), preferences(open), open.ttl()));
            }
            case Expired expired when expired.userId().equals(open.userId()) -> {
                open.expected().check(expired.version());
                yield List.of(new SessionReopened(metadata(open), preferences(open), open.ttl()));
            }
            case Live _, Expired _ ->
                    throw Refusal.of(ErrorCode.ALREADY_EXISTS, "there is a session with this id");
            case Ended ended -> throw ended.refusal();
        };
    }

    private Json metadata(OpenSession open) {
        return metadataRule.check(open.metadata());
    }

    private Json preferences(OpenSession open) {
        return known(preferencesRule.check(open.preferences()));
    }

    /** Refuses known preferences with values they cannot have. */
    private static Json known(Json preferences) {
        Preferences.of(preferences);
        return preferences;
    }

    private List<SessionEvent> setState(SetState set, Live live) {
        return stateRules.set(
                live.state(), set.key(), set.value(), set.ttl(), set.expected(), set.now());
    }

    private List<SessionEvent> removeState(RemoveState remove, Live live) {
        return stateRules.remove(live.state(), remove.key(), remove.expected(), remove.now());
    }

    private List<SessionEvent> patch(PatchSession patch, Live live) {
        List<SessionEvent> events = new ArrayList<>();
        Json metadata = patch.metadata();
        if (metadata != null || patch.ttl() != null) {
            events.add(
                    new MetadataSet(
                            metadata == null ? null : metadataRule.merge(live.metadata(), metadata),
                            patch.ttl()));
        }
        if (patch.preferences() != null) {
            events.add(
                    new PreferencesSet(
                            known(preferencesRule.merge(live.preferences(), patch.preferences()))));
        }
        return List.copyOf(events);
    }

    private static List<SessionEvent> reset(Live live) {
        return List.of(new SessionReset());
    }

    private static List<SessionEvent> end(EndSession end, Live live) {
        return List.of(new SessionEnded(end.reason()));
    }

    private static List<SessionEvent> expire(ExpireSession expire, Session state) {
        return switch (state) {
            case Live live -> {
                Instant idleSince = later(expire.idleSince(), live.lastActivityAt());
                Ttl idleFor = requireNonNullElse(expire.idleFor(), live.ttl());
                yield idleFor.isOver(idleSince, expire.now())
                        ? List.of(new SessionExpired(idleSince))
                        : List.of();
            }
            case NotCreated _, Expired _, Ended _ -> List.of();
        };
    }

    private List<SessionEvent> expireState(ExpireState expire, Session state) {
        return switch (state) {
            case Live live -> stateRules.expire(live.state(), expire.key(), expire.now());
            case NotCreated _, Expired _, Ended _ -> List.of();
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
