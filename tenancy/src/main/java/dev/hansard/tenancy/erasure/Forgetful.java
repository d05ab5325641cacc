package dev.hansard.tenancy.erasure;

import dev.hansard.eventstore.KeyOwner;

/** Something that has contents of users and tenants, and lets go of those that were erased. */
@FunctionalInterface
public interface Forgetful {

    /** Lets go of all that belongs to the user, or to the tenant; may let go of more. */
    void forget(KeyOwner erased);
}
