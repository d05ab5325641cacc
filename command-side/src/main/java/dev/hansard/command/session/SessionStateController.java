package dev.hansard.command.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.session.SessionCommand.PatchState;
import dev.hansard.api.session.SessionCommand.RemoveState;
import dev.hansard.api.session.SessionCommand.SetState;
import dev.hansard.api.tenant.Lifetime;
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

/** Sets and removes the state of sessions. Versions of a key are those of the session then. */
@RestController
public final class SessionStateController {

    private final Commands commands;
    private final SettingsInEffect settings;

    SessionStateController(Commands commands, SettingsInEffect settings) {
        this.commands = commands;
        this.settings = settings;
    }

    @PutMapping("/v1/sessions/{sessionId}/state/{key}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> set(
            @PathVariable String sessionId,
            @PathVariable String key,
            @RequestBody StateBody body,
            CommandRequest request) {
        return commands.handle(
                request,
                new SetState(
                        AggregateId.session(request.tenant(), sessionId),
                        key,
                        body.value(),
                        body.ttl(lifetime(request)),
                        request.expected(),
                        request.now()),
                SessionController::done);
    }

    @DeleteMapping("/v1/sessions/{sessionId}/state/{key}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> remove(
            @PathVariable String sessionId, @PathVariable String key, CommandRequest request) {
        return commands.handle(
                request,
                new RemoveState(
                        AggregateId.session(request.tenant(), sessionId),
                        key,
                        request.expected(),
                        request.now()),
                change -> new Done(null));
    }

    @PatchMapping("/v1/sessions/{sessionId}/state")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> patch(
            @PathVariable String sessionId,
            @RequestBody Map<String, @Nullable StateBody> body,
            CommandRequest request) {
        return commands.handle(
                request,
                new PatchState(
                        AggregateId.session(request.tenant(), sessionId),
                        StateBody.changes(body, lifetime(request)),
                        request.expected(),
                        request.now()),
                SessionController::done);
    }

    private Ttl lifetime(CommandRequest request) {
        return settings.ttl(request.tenant(), Lifetime.STATE);
    }
}
