package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * Whose key seals a content: a user's, or the tenant's own.
 *
 * @param userId empty for the tenant
 */
public record KeyOwner(String tenant, String userId) {

    private static final String NOBODY = "";

    /** The tenant itself. */
    public static KeyOwner tenant(String tenant) {
        return of(tenant, null);
    }

    /** The owner of what belongs to a user, or to nobody in particular. */
    public static KeyOwner of(String tenant, @Nullable String userId) {
        return new KeyOwner(tenant, userId == null ? NOBODY : userId);
    }

    /** Whether it is a tenant, with whom all its users go. */
    public boolean isTenant() {
        return userId.equals(NOBODY);
    }
}
