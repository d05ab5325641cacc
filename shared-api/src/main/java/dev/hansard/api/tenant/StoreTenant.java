package dev.hansard.api.tenant;

/**
 * The tenant that is the store itself: the keys of operators are its, and no others. So no other
 * tenant's list, audit, export or import ever holds a key to everything.
 */
public final class StoreTenant {

    public static final String NAME = "_hansard";

    private StoreTenant() {}
}
