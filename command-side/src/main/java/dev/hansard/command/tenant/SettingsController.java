package dev.hansard.command.tenant;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.TenantCommand.SetSettings;
import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.command.dispatch.Answer.Done;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.command.dispatch.Order;
import dev.hansard.command.dispatch.Outcome;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.tenancy.SettingsInEffect;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.Map;

/** Sets how long things live and how large they may be in a tenant. */
@RestController
final class SettingsController {

    private final Commands commands;
    private final SettingsInEffect settings;

    SettingsController(Commands commands, SettingsInEffect settings) {
        this.commands = commands;
        this.settings = settings;
    }

    record NewSettings(
            @Nullable Map<Lifetime, Ttl> ttl, @Nullable Map<TenantLimit, Integer> limits) {

        TenantSettings settings() {
            return new TenantSettings(
                    requireNonNullElse(ttl, Map.of()), requireNonNullElse(limits, Map.of()));
        }
    }

    @PutMapping("/v1/admin/settings")
    @Allowed(Permission.ADMIN)
    ResponseEntity<Object> set(@RequestBody NewSettings body, CommandRequest request) {
        var set =
                new SetSettings(
                        AggregateId.tenant(request.tenant()),
                        body.settings(),
                        request.expected(),
                        request.now());
        return commands.handle(
                request,
                execution -> {
                    Outcome outcome =
                            execution.dispatch(
                                    Order.<TenantChange>of(
                                            set, change -> new Done(change.version())));
                    // So that the next command to this node is one under these settings.
                    settings.awaitPosition(outcome.receipt().lastPosition());
                    return outcome;
                });
    }
}
