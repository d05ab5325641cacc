package dev.hansard.api.tenant;

import dev.hansard.api.tenant.TenantEvent.KeyCreated;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An API key as administrators see it.
 *
 * @param tenant {@link StoreTenant} for an operator's
 * @param userId the only user it may see; null for all
 * @param requestsPerSecond a limit of its own; null for the limit of the settings
 * @param expiresAt null for never
 * @param lastUsedAt a while behind; null if it was never used
 * @param key the key itself, in the first answer to its creation and never again
 */
public record ApiKeyView(
        String id,
        String tenant,
        AccessRole role,
        String name,
        @Nullable String userId,
        @Nullable Integer requestsPerSecond,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable String key) {

    /** A key that was just made. */
    public static ApiKeyView of(String tenant, KeyCreated created, Instant createdAt) {
        return new ApiKeyView(
                created.keyId(),
                tenant,
                created.role(),
                created.name(),
                created.userId(),
                created.requestsPerSecond(),
                createdAt,
                created.expiresAt(),
                null,
                null);
    }

    /** With the key itself. */
    public ApiKeyView revealing(String secret) {
        return new ApiKeyView(
                id,
                tenant,
                role,
                name,
                userId,
                requestsPerSecond,
                createdAt,
                expiresAt,
                lastUsedAt,
                secret);
    }

    /** With the time of its last use, if there was one. */
    public ApiKeyView lastUsed(@Nullable Instant at) {
        return new ApiKeyView(
                id, tenant, role, name, userId, requestsPerSecond, createdAt, expiresAt, at, key);
    }

    /** Names it and never shows it. */
    @Override
    public String toString() {
        return "key " + id + " of " + tenant;
    }
}
