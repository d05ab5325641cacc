package dev.hansard.edge.access;

/** Which users may come in, by tenant. Without a bean of this type everyone may. */
@FunctionalInterface
public interface AllowedUsers {

    AllowedUsers EVERYONE = (tenant, userId) -> true;

    /**
     * Whether a user may come in.
     *
     * @throws dev.hansard.api.Refusal if that cannot be said just now
     */
    boolean contain(String tenant, String userId);
}
