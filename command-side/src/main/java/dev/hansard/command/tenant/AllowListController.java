package dev.hansard.command.tenant;

import dev.hansard.api.AggregateId;
import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.TenantCommand.SetAllowList;
import dev.hansard.command.dispatch.Answer.Done;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.CommandRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Says which users of a tenant may come in. */
@RestController
final class AllowListController {

    private final Commands commands;

    AllowListController(Commands commands) {
        this.commands = commands;
    }

    record NewAllowList(AllowList.Mode mode, @Nullable List<String> users) {

        AllowList list() {
            List<String> all = users == null ? List.of() : users;
            for (int i = 0; i < all.size(); i++) {
                CheckedIds.require("/users/" + i, all.get(i));
            }
            return new AllowList(mode, all);
        }
    }

    @PutMapping("/v1/admin/allowed-users")
    @Allowed(Permission.ADMIN)
    ResponseEntity<Object> set(@RequestBody NewAllowList body, CommandRequest request) {
        return commands.<TenantChange>handle(
                request,
                new SetAllowList(
                        AggregateId.tenant(request.tenant()),
                        body.list(),
                        request.expected(),
                        request.now()),
                change -> new Done(change.version()));
    }
}
