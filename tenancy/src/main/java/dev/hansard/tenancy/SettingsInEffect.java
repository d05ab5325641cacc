package dev.hansard.tenancy;

import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.TenantSettings;

/**
 * What holds for each tenant on this node: what was set for it, else what the server's settings
 * say. Each look takes no more than one into memory.
 */
public final class SettingsInEffect {

    private final TenantGate gate;
    private final TenantSettings server;

    /**
     * @param server a value for everything
     */
    SettingsInEffect(TenantGate gate, TenantSettings server) {
        this.gate = gate;
        this.server = server;
    }

    /** The server's, for a tenant that has set nothing. */
    public TenantSettings server() {
        return server;
    }

    /**
     * All of a tenant.
     *
     * @throws dev.hansard.api.Refusal {@code read-model-behind} if that cannot be said just now
     */
    public TenantSettings of(String tenant) {
        TenantSettings set = gate.now().settingsOf(tenant);
        return set.equals(TenantSettings.NONE) ? server : set.over(server);
    }

    /**
     * How long something lives in a tenant where a request does not say.
     *
     * @throws dev.hansard.api.Refusal as {@link #of}
     */
    public Ttl ttl(String tenant, Lifetime lifetime) {
        return of(tenant).ttl(lifetime);
    }

    /** Waits until this node knows what is set by a position, but for two seconds at most. */
    public void awaitPosition(long position) {
        boolean _ = gate.hasReached(position);
    }
}
