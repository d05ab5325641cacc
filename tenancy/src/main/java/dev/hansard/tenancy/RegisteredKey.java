package dev.hansard.tenancy;

import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.ApiKeyView;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.edge.access.Credential;

import java.time.Instant;

/**
 * A key that was made and not revoked.
 *
 * @param position of the event that made it: the order of lists
 */
public record RegisteredKey(String tenant, KeyCreated created, Instant createdAt, long position) {

    /** As administrators see it, without its last use. */
    public ApiKeyView view() {
        return ApiKeyView.of(tenant, created, createdAt);
    }

    /** Whether its time is over. */
    public boolean isOver(Instant now) {
        Instant end = created.expiresAt();
        return end != null && !now.isBefore(end);
    }

    Credential credential() {
        return new Credential(
                created.keyId(),
                created.role(),
                created.role() == AccessRole.OPERATOR ? null : tenant,
                created.userId(),
                created.requestsPerSecond());
    }
}
