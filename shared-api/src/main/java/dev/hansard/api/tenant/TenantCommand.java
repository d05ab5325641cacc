package dev.hansard.api.tenant;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What may be asked of a tenant. */
public sealed interface TenantCommand {

    AggregateId tenant();

    /** The version the client has seen, from {@code If-Match}. */
    ExpectedVersion expected();

    /** The moment the command came in. */
    Instant now();

    /**
     * Makes an API key. The key itself stays with who sends this.
     *
     * @param keyId names the key, made together with it
     * @param name what people call it; null: by its id
     * @param userId the only user it may see; null for all
     * @param hash SHA-256 of the key, in hexadecimal
     * @param expiresAt from when on it is of no use; null for never
     * @param requestsPerSecond a limit of its own; null for the limit of the settings
     */
    record CreateKey(
            AggregateId tenant,
            String keyId,
            AccessRole role,
            @Nullable String name,
            @Nullable String userId,
            String hash,
            @Nullable Instant expiresAt,
            @Nullable Integer requestsPerSecond,
            ExpectedVersion expected,
            Instant now)
            implements TenantCommand {}

    record RevokeKey(AggregateId tenant, String keyId, ExpectedVersion expected, Instant now)
            implements TenantCommand {}

    /** Takes the place of the list there was. */
    record SetAllowList(AggregateId tenant, AllowList list, ExpectedVersion expected, Instant now)
            implements TenantCommand {}

    /** Take the place of those there were. */
    record SetSettings(
            AggregateId tenant, TenantSettings settings, ExpectedVersion expected, Instant now)
            implements TenantCommand {}

    /** Makes of no use what is cached by now, whatever the version of the tenant. */
    record InvalidateResults(AggregateId tenant, ResultSelector selector, Instant now)
            implements TenantCommand {

        @Override
        public ExpectedVersion expected() {
            return ExpectedVersion.ANY;
        }
    }
}
