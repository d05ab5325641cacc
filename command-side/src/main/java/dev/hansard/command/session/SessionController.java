package dev.hansard.command.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.session.SessionCommand.EndSession;
import dev.hansard.api.session.SessionCommand.PatchSession;
import dev.hansard.api.session.SessionCommand.ResetSession;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.command.activity.Activities;
import dev.hansard.command.dispatch.Answer;
import dev.hansard.command.dispatch.Answer.Done;
import dev.hansard.command.dispatch.Answer.Ended;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.command.dispatch.Order;
import dev.hansard.command.session.SessionRequests.SessionPatch;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.eventstore.AppendContext.Quiet;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Changes and ends sessions. */
@RestController
public final class SessionController {

    private final Commands commands;
    private final Activities activities;

    SessionController(Commands commands, Activities activities) {
        this.commands = commands;
        this.activities = activities;
    }

    @PatchMapping("/v1/sessions/{sessionId}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> patch(
            @PathVariable String sessionId,
            @RequestBody SessionPatch body,
            CommandRequest request) {
        return commands.handle(
                request,
                new PatchSession(
                        AggregateId.session(request.tenant(), sessionId),
                        body.metadata(),
                        body.preferences(),
                        body.ttl(),
                        request.expected(),
                        request.now()),
                SessionController::done);
    }

    @PostMapping("/v1/sessions/{sessionId}/reset")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> reset(@PathVariable String sessionId, CommandRequest request) {
        return commands.handle(
                request,
                new ResetSession(
                        AggregateId.session(request.tenant(), sessionId),
                        request.expected(),
                        request.now()),
                SessionController::done);
    }

    @DeleteMapping("/v1/sessions/{sessionId}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> end(@PathVariable String sessionId, CommandRequest request) {
        AggregateId session = AggregateId.session(request.tenant(), sessionId);
        return commands.handle(
                request, execution -> execution.dispatch(() -> ending(session, request)));
    }

    /** The turns are those of this moment: if there are more meanwhile, it is tried again. */
    private Order<SessionChange> ending(AggregateId session, CommandRequest request) {
        var end = new EndSession(session, Reason.REQUESTED, request.expected(), request.now());
        return activities
                .ofSession(session)
                .map(
                        standing ->
                                ending(end, standing.turnCount())
                                        .whileQuiet(
                                                new Quiet(session.toString(), standing.position())))
                .orElseGet(() -> ending(end, 0));
    }

    private static Order<SessionChange> ending(EndSession end, long turnCount) {
        return Order.of(end, change -> new Ended(change.id().id(), turnCount, change.version()));
    }

    static Answer done(SessionChange change) {
        return new Done(change.version());
    }
}
