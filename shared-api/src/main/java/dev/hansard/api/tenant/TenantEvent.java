package dev.hansard.api.tenant;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What can have happened to a tenant. A storage format: names and fields are fixed by the golden
 * files of {@code EventFormatTest}, changes go through an upcaster.
 */
public sealed interface TenantEvent {

    /**
     * @param hash SHA-256 of the key, in hexadecimal; 256 random bits are not to be found from it
     * @param userId the only user it may see; null for all
     * @param expiresAt from when on it is of no use; null for never
     * @param requestsPerSecond a limit of its own; null for the limit of the settings
     */
    record KeyCreated(
            String keyId,
            AccessRole role,
            String name,
            @Nullable String userId,
            String hash,
            @Nullable Instant expiresAt,
            @Nullable Integer requestsPerSecond)
            implements TenantEvent {}

    record KeyRevoked(String keyId) implements TenantEvent {}

    /** The whole list, in the place of the one before. */
    record AllowListSet(AllowList.Mode mode, List<String> users) implements TenantEvent {}

    /** All settings, in the place of those before. */
    record SettingsSet(TenantSettings settings) implements TenantEvent {}

    /**
     * The receipt of an erasure: every node has let go of the user.
     *
     * @param position of the event that says that the user was erased, recorded at {@code erasedAt}
     * @param events those of the user that nobody can read any more
     */
    record ErasureCompleted(
            String userId,
            long position,
            Instant erasedAt,
            long events,
            long conversations,
            long sessions)
            implements TenantEvent {}

    /**
     * The tenant is erased: nobody can read any more what it had, and nothing comes after it. It
     * has no content, and is kept in clear.
     */
    record TenantErased() implements TenantEvent {}

    /**
     * The receipt of the erasure of a tenant, which is the store's: every node has let go of it.
     *
     * @param tenant that was erased
     * @param position of the event that says so, recorded at {@code erasedAt}
     * @param events those of the tenant that nobody can read any more
     * @param users of whom some of them were
     */
    record TenantErasureCompleted(
            String tenant,
            long position,
            Instant erasedAt,
            long events,
            long users,
            long conversations,
            long sessions)
            implements TenantEvent {}

    /**
     * What was cached before is of no use.
     *
     * @param value what the results have in common; null for all
     * @param userId only those that this user may see; null for everyone's
     */
    record ResultsInvalidated(ResultSelector.By by, @Nullable String value, @Nullable String userId)
            implements TenantEvent {

        public ResultSelector selector() {
            return new ResultSelector(by, value, userId);
        }
    }
}
