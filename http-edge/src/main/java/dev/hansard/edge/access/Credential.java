package dev.hansard.edge.access;

import dev.hansard.api.tenant.AccessRole;

import org.jspecify.annotations.Nullable;

/**
 * What an API key or token stands for.
 *
 * @param keyId names it without giving it away
 * @param tenant the tenant it belongs to; null for an operator's, which may name any
 * @param boundUser the only user it may see, or null for all
 * @param requestsPerSecond its own limit, or null for that of the settings
 */
public record Credential(
        String keyId,
        AccessRole role,
        @Nullable String tenant,
        @Nullable String boundUser,
        @Nullable Integer requestsPerSecond) {

    /** One without a limit of its own. */
    public Credential(
            String keyId, AccessRole role, @Nullable String tenant, @Nullable String boundUser) {
        this(keyId, role, tenant, boundUser, null);
    }
}
