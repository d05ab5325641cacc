package dev.hansard.command.user;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.user.UserCommand.PatchUserState;
import dev.hansard.api.user.UserCommand.RemoveUserState;
import dev.hansard.api.user.UserCommand.SetUserState;
import dev.hansard.command.dispatch.Answer;
import dev.hansard.command.dispatch.Answer.Done;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.command.state.StateBody;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.tenancy.SettingsInEffect;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.Map;

/** Sets and removes the state of users. Versions of a key are those of the user then. */
@RestController
public final class UserStateController {

    private final Commands commands;
    private final SettingsInEffect settings;

    UserStateController(Commands commands, SettingsInEffect settings) {
        this.commands = commands;
        this.settings = settings;
    }

    @PutMapping("/v1/users/{userId}/state/{key}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> set(
            @PathVariable String userId,
            @PathVariable String key,
            @RequestBody StateBody body,
            CommandRequest request) {
        return commands.handle(
                request,
                new SetUserState(
                        user(userId, request),
                        key,
                        body.value(),
                        body.ttl(lifetime(request)),
                        request.expected(),
                        request.now()),
                UserStateController::done);
    }

    @DeleteMapping("/v1/users/{userId}/state/{key}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> remove(
            @PathVariable String userId, @PathVariable String key, CommandRequest request) {
        return commands.handle(
                request,
                new RemoveUserState(user(userId, request), key, request.expected(), request.now()),
                change -> new Done(null));
    }

    @PatchMapping("/v1/users/{userId}/state")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> patch(
            @PathVariable String userId,
            @RequestBody Map<String, @Nullable StateBody> body,
            CommandRequest request) {
        return commands.handle(
                request,
                new PatchUserState(
                        user(userId, request),
                        StateBody.changes(body, lifetime(request)),
                        request.expected(),
                        request.now()),
                UserStateController::done);
    }

    private Ttl lifetime(CommandRequest request) {
        return settings.ttl(request.tenant(), Lifetime.USER_STATE);
    }

    /** The user that a path names, if this caller may know of it. */
    static AggregateId user(String userId, CommandRequest request) {
        request.caller().checkUser(userId);
        return AggregateId.user(request.tenant(), userId);
    }

    static Answer done(UserChange change) {
        return new Done(change.version());
    }
}
