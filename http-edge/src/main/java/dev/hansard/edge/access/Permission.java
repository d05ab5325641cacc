package dev.hansard.edge.access;

import dev.hansard.api.tenant.AccessRole;

import java.util.Set;

/** What an endpoint asks of its caller, and which roles have it. */
public enum Permission {
    /** Nothing, not even a key. Its path also has to be one of {@link OpenPaths}. */
    OPEN(AccessRole.values()),
    /** Change something. */
    COMMAND(AccessRole.AGENT, AccessRole.ADMIN, AccessRole.OPERATOR),
    /** Read views. */
    QUERY(AccessRole.values()),
    /** Read history and proofs. */
    AUDIT(AccessRole.AUDITOR, AccessRole.ADMIN, AccessRole.OPERATOR),
    /** Manage a tenant. */
    ADMIN(AccessRole.ADMIN, AccessRole.OPERATOR),
    /** Manage the store and its tenants. */
    OPERATE(AccessRole.OPERATOR);

    private final Set<AccessRole> roles;

    Permission(AccessRole... roles) {
        this.roles = Set.of(roles);
    }

    public boolean isHeldBy(AccessRole role) {
        return roles.contains(role);
    }

    /** Whether it is about a tenant as a whole, more than any one of its users. */
    boolean isOverUsers() {
        return this == ADMIN || this == OPERATE;
    }

    /** Whether it is about what a tenant has, and not about its history or the store. */
    boolean isInTenant() {
        return isOfUsers() || this == ADMIN;
    }

    /** Whether it is about what users say and have, so that the list of allowed users counts. */
    boolean isOfUsers() {
        return this == COMMAND || this == QUERY;
    }
}
