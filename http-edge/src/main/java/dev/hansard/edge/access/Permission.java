package dev.hansard.edge.access;

/** What an endpoint asks of its caller. */
public enum Permission {
    /** Nothing, not even a key. Its path also has to be one of {@link OpenPaths}. */
    OPEN,
    /** Change something. */
    COMMAND,
    /** Read views. */
    QUERY,
    /** Read history and proofs. */
    AUDIT,
    /** Manage a tenant. */
    ADMIN,
    /** Manage the store and its tenants. */
    OPERATE
}
