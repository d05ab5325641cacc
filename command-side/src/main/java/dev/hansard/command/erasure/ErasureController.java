package dev.hansard.command.erasure;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.command.dispatch.Origin;
import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.seal.SealedStore;
import dev.hansard.tenancy.SettingsInEffect;
import dev.hansard.tenancy.erasure.ErasureJob;
import dev.hansard.tenancy.erasure.ErasureTable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;

/** Erases users. Asked again it answers with the erasure that there is. */
@RestController
final class ErasureController {

    private final SealedStore sealed;
    private final OwnedEvents owned;
    private final ErasureEvents events;
    private final ErasureTable table;
    private final EventLog log;
    private final SettingsInEffect settings;

    ErasureController(
            SealedStore sealed,
            OwnedEvents owned,
            ErasureEvents events,
            ErasureTable table,
            EventLog log,
            SettingsInEffect settings) {
        this.sealed = sealed;
        this.owned = owned;
        this.events = events;
        this.table = table;
        this.log = log;
        this.settings = settings;
    }

    /**
     * @param confirm the user's id once more
     */
    record Confirmation(String confirm) {}

    @PostMapping("/v1/users/{userId}/erasure")
    @Allowed(Permission.ADMIN)
    ResponseEntity<ErasureJob> erase(
            @PathVariable String userId, @RequestBody Confirmation body, CommandRequest request) {
        request.caller().checkUser(userId);
        KeyOwner owner = new KeyOwner(request.tenant(), userId);
        boolean isErased = table.find(owner).isPresent();
        if (!isErased) {
            requireErasable(owner);
        }
        if (!body.confirm().equals(userId)) {
            throw Refusal.invalid("/confirm", "must be the id of the user");
        }
        long position = log.head();
        if (!isErased) {
            var envelope = Origin.of(request, settings.of(request.tenant())).metadata();
            position = events.erase(owner, envelope);
        }
        return ResponseEntity.accepted()
                .location(URI.create("/v1/users/" + userId + "/erasure"))
                .header(Headers.POSITION, Long.toString(position))
                .body(ErasureJob.of(table.find(owner).orElseThrow(), log));
    }

    private void requireErasable(KeyOwner owner) {
        if (!sealed.isSealed()) {
            throw Refusal.of(
                    ErrorCode.ERASURE_UNAVAILABLE, "the contents of this store are not sealed");
        }
        if (!sealed.knows(owner)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "nothing is known of such a user");
        }
        if (owned.inClear(owner)) {
            throw Refusal.of(
                    ErrorCode.ERASURE_UNAVAILABLE, "contents of this user are kept in clear");
        }
    }
}
