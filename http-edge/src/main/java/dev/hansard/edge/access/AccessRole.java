package dev.hansard.edge.access;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;
import java.util.Set;

/** The role of a credential: a set of permissions. */
public enum AccessRole {
    AGENT(Permission.COMMAND, Permission.QUERY),
    READER(Permission.QUERY),
    AUDITOR(Permission.AUDIT, Permission.QUERY),
    /** Everything in its tenant. */
    ADMIN(Permission.COMMAND, Permission.QUERY, Permission.AUDIT, Permission.ADMIN),
    /** Everything in the whole store; acts in the tenant it names. */
    OPERATOR(
            Permission.COMMAND,
            Permission.QUERY,
            Permission.AUDIT,
            Permission.ADMIN,
            Permission.OPERATE);

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final Set<Permission> permissions;

    AccessRole(Permission... permissions) {
        this.permissions = Set.of(permissions);
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    public boolean may(Permission permission) {
        return permission == Permission.OPEN || permissions.contains(permission);
    }
}
