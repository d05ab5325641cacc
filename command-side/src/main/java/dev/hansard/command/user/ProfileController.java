package dev.hansard.command.user;

import static dev.hansard.command.user.UserStateController.user;

import dev.hansard.api.json.Json;
import dev.hansard.api.user.UserCommand.PatchProfile;
import dev.hansard.api.user.UserCommand.RemoveProfile;
import dev.hansard.api.user.UserCommand.SetProfile;
import dev.hansard.command.dispatch.Answer.Done;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.json.Limited;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.edge.settings.Limit;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sets, changes and removes profiles. A profile's version is that of the user then. */
@RestController
public final class ProfileController {

    private final Commands commands;

    ProfileController(Commands commands) {
        this.commands = commands;
    }

    @PutMapping("/v1/users/{userId}/profile")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> set(
            @PathVariable String userId,
            @RequestBody @Limited(Limit.PROFILE) Json body,
            CommandRequest request) {
        return commands.handle(
                request,
                new SetProfile(user(userId, request), body, request.expected(), request.now()),
                UserStateController::done);
    }

    @PatchMapping("/v1/users/{userId}/profile")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> patch(
            @PathVariable String userId,
            @RequestBody @Limited(Limit.PROFILE) Json body,
            CommandRequest request) {
        return commands.handle(
                request,
                new PatchProfile(user(userId, request), body, request.expected(), request.now()),
                UserStateController::done);
    }

    @DeleteMapping("/v1/users/{userId}/profile")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> remove(@PathVariable String userId, CommandRequest request) {
        return commands.handle(
                request,
                new RemoveProfile(user(userId, request), request.expected(), request.now()),
                change -> new Done(null));
    }
}
