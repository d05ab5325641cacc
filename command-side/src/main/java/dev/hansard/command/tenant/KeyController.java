package dev.hansard.command.tenant;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.api.tenant.TenantCommand.CreateKey;
import dev.hansard.api.tenant.TenantCommand.RevokeKey;
import dev.hansard.command.dispatch.Answer;
import dev.hansard.command.dispatch.Answer.Done;
import dev.hansard.command.dispatch.Answer.KeyMade;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.command.dispatch.Order;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.ApiKey;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.CommandRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.security.SecureRandom;

/** Makes and revokes API keys. A key is shown in the one answer that made it. */
@RestController
final class KeyController {

    private final Commands commands;
    private final SecureRandom random = new SecureRandom();

    KeyController(Commands commands) {
        this.commands = commands;
    }

    record NewKey(
            AccessRole role,
            @Nullable String name,
            @Nullable String userId,
            @Nullable Ttl ttl,
            @Nullable Integer requestsPerSecond) {}

    @PostMapping("/v1/admin/keys")
    @Allowed(Permission.ADMIN)
    ResponseEntity<Object> create(@RequestBody NewKey body, CommandRequest request) {
        boolean operators = body.role() == AccessRole.OPERATOR;
        if (operators) {
            request.caller().require(Permission.OPERATE);
        }
        ApiKey key = ApiKey.make(operators, random);
        Order<TenantChange> order =
                Order.<TenantChange>of(
                                command(body, key, request),
                                change -> new KeyMade(key.id(), opened(change, request)))
                        .showing(
                                (change, answer, receipt) ->
                                        change.key(receipt.recordedAt()).revealing(key.text()));
        return commands.handle(request, execution -> execution.dispatch(order));
    }

    @DeleteMapping("/v1/admin/keys/{keyId}")
    @Allowed(Permission.ADMIN)
    ResponseEntity<Object> revoke(@PathVariable String keyId, CommandRequest request) {
        boolean operators =
                ApiKey.isOperators(keyId) && Permission.OPERATE.isHeldBy(request.caller().role());
        return commands.handle(
                request,
                new RevokeKey(tenant(operators, request), keyId, request.expected(), request.now()),
                KeyController::done);
    }

    private static CreateKey command(NewKey body, ApiKey key, CommandRequest request) {
        Ttl ttl = body.ttl() == null ? Ttl.NEVER : body.ttl();
        return new CreateKey(
                tenant(body.role() == AccessRole.OPERATOR, request),
                key.id(),
                body.role(),
                body.name(),
                CheckedIds.optional("/userId", body.userId()),
                key.hash(),
                ttl.expiresAt(request.now()),
                body.requestsPerSecond(),
                request.expected(),
                request.now());
    }

    /** Whose key it is: an operator's is the store's, whatever tenant the operator acts in. */
    private static AggregateId tenant(boolean operators, CommandRequest request) {
        return AggregateId.tenant(operators ? StoreTenant.NAME : request.tenant());
    }

    private static Opened opened(TenantChange change, CommandRequest request) {
        return new Opened(true, change.id(), change.version(), 0, null, request.now());
    }

    private static Answer done(TenantChange change) {
        return new Done(change.version());
    }
}
