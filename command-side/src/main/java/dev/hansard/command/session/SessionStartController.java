package dev.hansard.command.session;

import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import dev.hansard.api.AggregateId;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.command.activity.Activities;
import dev.hansard.command.activity.Standing;
import dev.hansard.command.aggregate.Opening;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.command.dispatch.Order;
import dev.hansard.command.session.SessionRequests.CurrentSession;
import dev.hansard.command.session.SessionRequests.NewSession;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.eventstore.NotQuietException;
import dev.hansard.tenancy.SettingsInEffect;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Starts sessions, and finds or starts a user's current one. */
@RestController
public final class SessionStartController {

    private final Commands commands;
    private final Activities activities;
    private final SettingsInEffect settings;

    SessionStartController(Commands commands, Activities activities, SettingsInEffect settings) {
        this.commands = commands;
        this.activities = activities;
        this.settings = settings;
    }

    @PostMapping("/v1/sessions")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> create(@RequestBody NewSession body, CommandRequest request) {
        String userId = CheckedIds.require("/userId", body.userId());
        String sessionId = CheckedIds.optional("/sessionId", body.sessionId());
        var rest = new CurrentSession(body.metadata(), body.preferences(), body.ttl());
        return start(userId, sessionId, false, rest, request);
    }

    @PutMapping("/v1/users/{userId}/session")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> openCurrent(
            @PathVariable String userId,
            @RequestBody(required = false) @Nullable CurrentSession body,
            CommandRequest request) {
        return start(
                userId, null, true, requireNonNullElse(body, CurrentSession.BY_DEFAULT), request);
    }

    private ResponseEntity<Object> start(
            String userId,
            @Nullable String sessionId,
            boolean ifAbsent,
            CurrentSession given,
            CommandRequest request) {
        request.caller().checkUser(userId);
        AggregateId session =
                AggregateId.session(
                        request.tenant(), sessionId == null ? SessionIds.make(userId) : sessionId);
        var start =
                new StartSession(
                        AggregateId.user(request.tenant(), userId),
                        session.id(),
                        ifAbsent,
                        given.metadata(),
                        given.preferences(),
                        requireNonNullElseGet(
                                given.ttl(),
                                () -> settings.ttl(request.tenant(), Lifetime.SESSION)),
                        request.expected(),
                        request.now());
        Order<SessionChange> order =
                Order.<SessionChange>of(start, change -> opened(change, request))
                        .showing(
                                (change, answer, receipt) ->
                                        SessionFromLog.show(
                                                change.after(receipt.recordedAt()),
                                                (Opened) answer,
                                                receipt));
        return commands.handle(
                request,
                execution ->
                        sessionId == null
                                ? execution.dispatchNew(session, order)
                                : execution.dispatch(order));
    }

    private Opened opened(SessionChange change, CommandRequest request) {
        if (change.opening() != Opening.EXISTING) {
            return new Opened(true, change.id(), change.version(), 0, null, request.now());
        }
        Standing standing =
                activities
                        .ofSession(change.id())
                        // It has gone since: the next try starts another one.
                        .orElseThrow(() -> new NotQuietException(change.id().toString()));
        return new Opened(
                false,
                change.id(),
                change.version(),
                standing.turnCount(),
                standing.lastActivityAt(),
                request.now());
    }
}
