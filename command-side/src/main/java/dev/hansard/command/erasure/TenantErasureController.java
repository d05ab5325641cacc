package dev.hansard.command.erasure;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.command.dispatch.Origin;
import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.eventstore.EnvelopeKeys;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.seal.SealedStore;
import dev.hansard.tenancy.SettingsInEffect;
import dev.hansard.tenancy.erasure.ErasureTable;
import dev.hansard.tenancy.erasure.TenantErasureJob;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.Set;

/** Erases tenants, for good. Asked again it answers with the erasure that there is. */
@RestController
final class TenantErasureController {

    private static final Set<String> KEPT = Set.of(EnvelopeKeys.DEFAULT_TENANT, StoreTenant.NAME);

    private final SealedStore sealed;
    private final ErasureEvents events;
    private final ErasureTable table;
    private final EventLog log;
    private final SettingsInEffect settings;

    TenantErasureController(
            SealedStore sealed,
            ErasureEvents events,
            ErasureTable table,
            EventLog log,
            SettingsInEffect settings) {
        this.sealed = sealed;
        this.events = events;
        this.table = table;
        this.log = log;
        this.settings = settings;
    }

    /**
     * @param confirm the tenant's name once more
     */
    record Confirmation(String confirm) {}

    @DeleteMapping("/v1/admin/tenants/{tenant}")
    @Allowed(Permission.OPERATE)
    ResponseEntity<TenantErasureJob> erase(
            @PathVariable String tenant, @RequestBody Confirmation body, CommandRequest request) {
        KeyOwner owner = KeyOwner.tenant(tenant);
        boolean isErased = table.find(owner).isPresent();
        if (!isErased) {
            requireErasable(owner);
        }
        if (!body.confirm().equals(tenant)) {
            throw Refusal.invalid("/confirm", "must be the name of the tenant");
        }
        long position = log.head();
        if (!isErased) {
            var envelope = Origin.of(request, settings.of(request.tenant())).metadata();
            position = events.erase(owner, envelope);
            // So that the next request to this node finds the tenant erased.
            settings.awaitPosition(position);
        }
        return ResponseEntity.accepted()
                .location(URI.create("/v1/admin/tenants/" + tenant + "/erasure"))
                .header(Headers.POSITION, Long.toString(position))
                .body(TenantErasureJob.of(table.find(owner).orElseThrow(), table, log));
    }

    private void requireErasable(KeyOwner owner) {
        if (!sealed.isSealed()) {
            throw Refusal.of(
                    ErrorCode.ERASURE_UNAVAILABLE, "the contents of this store are not sealed");
        }
        if (KEPT.contains(owner.tenant())) {
            throw Refusal.invalid(
                    "tenant", "must not be " + owner.tenant() + ", which every store needs");
        }
        if (!sealed.knows(owner)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "nothing is known of such a tenant");
        }
    }
}
