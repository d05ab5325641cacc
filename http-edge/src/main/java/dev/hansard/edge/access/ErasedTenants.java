package dev.hansard.edge.access;

/** The tenants that were erased. Without a bean of this type none was. */
@FunctionalInterface
public interface ErasedTenants {

    ErasedTenants NONE = tenant -> false;

    /**
     * Whether a tenant was erased.
     *
     * @throws dev.hansard.api.Refusal if that cannot be said just now
     */
    boolean contain(String tenant);
}
