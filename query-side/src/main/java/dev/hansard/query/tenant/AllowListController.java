package dev.hansard.query.tenant;

import dev.hansard.api.tenant.AllowList;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.tenancy.TenantRegistry;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which users of a tenant may come in. */
@RestController
final class AllowListController {

    private final ViewGate gate;
    private final TenantRegistry registry;

    AllowListController(ViewGate gate, TenantRegistry registry) {
        this.gate = gate;
        this.registry = registry;
    }

    @GetMapping("/v1/admin/allowed-users")
    @Allowed(Permission.ADMIN)
    ResponseEntity<AllowList> allowedUsers(QueryRequest query) {
        long position = gate.await(query);
        long version = registry.versionOf(query.tenant());
        AllowList list = registry.allowListOf(query.tenant());
        return version == 0 ? Answers.at(position, list) : Answers.at(position, version, list);
    }
}
