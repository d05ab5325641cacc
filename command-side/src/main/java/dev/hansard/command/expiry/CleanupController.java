package dev.hansard.command.expiry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;
import dev.hansard.command.activity.Activities;
import dev.hansard.command.dispatch.Answer.CleanedUp;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.command.dispatch.Dispatcher;
import dev.hansard.command.dispatch.Execution;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.eventstore.NotQuietException;

import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Expires all sessions of a tenant that have been idle for a time the caller names. */
@RestController
final class CleanupController {

    /** A session may be busy in one look and idle in the next; one that stays busy is not idle. */
    private static final int LOOKS = 3;

    private final Commands commands;
    private final Dispatcher dispatcher;
    private final Activities activities;
    private final IdleSession idleSession;
    private final Workers workers;

    CleanupController(
            Commands commands,
            Dispatcher dispatcher,
            Activities activities,
            IdleSession idleSession,
            Workers workers) {
        this.commands = commands;
        this.dispatcher = dispatcher;
        this.activities = activities;
        this.idleSession = idleSession;
        this.workers = workers;
    }

    record Cleanup(Ttl inactiveFor) {}

    @PostMapping("/v1/admin/sessions/cleanup")
    @Allowed(Permission.ADMIN)
    ResponseEntity<Object> cleanUp(@RequestBody Cleanup body, CommandRequest request) {
        Ttl idleFor = body.inactiveFor();
        if (idleFor.equals(Ttl.NEVER)) {
            throw Refusal.invalid("/inactiveFor", "must be a duration");
        }
        return commands.handleUnlessAnswered(
                request,
                execution ->
                        execution.unwritten(new CleanedUp(expire(idleFor, request, execution))));
    }

    private long expire(Ttl idleFor, CommandRequest request, Execution execution) {
        long expired = 0;
        for (int look = 0; look < LOOKS; look++) {
            List<AggregateId> idle =
                    activities.upToDate().idleSessions(request.tenant(), idleFor, request.now());
            if (idle.isEmpty()) {
                break;
            }
            expired += workers.count(idle, session -> expire(session, idleFor, request, execution));
        }
        return expired;
    }

    private boolean expire(
            AggregateId session, Ttl idleFor, CommandRequest request, Execution execution) {
        try {
            return idleSession
                    .expiry(session, idleFor, request.now())
                    .map(order -> dispatcher.dispatch(order, execution.origin()))
                    .filter(handled -> handled.receipt() != null)
                    .isPresent();
        } catch (NotQuietException | ConcurrencyException e) {
            return false;
        }
    }
}
