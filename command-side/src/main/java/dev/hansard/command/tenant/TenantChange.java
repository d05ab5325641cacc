package dev.hansard.command.tenant;

import dev.hansard.api.AggregateId;
import dev.hansard.api.tenant.ApiKeyView;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;

import java.time.Instant;
import java.util.List;

/**
 * What a command did to a tenant: the answer of its handlers.
 *
 * @param before the state that the command found
 * @param events none when there was nothing to write
 */
record TenantChange(AggregateId id, Tenant before, List<TenantEvent> events) {

    /**
     * The state after the command.
     *
     * @param recordedAt the instant of the append's receipt; without events it does not matter
     */
    Tenant after(Instant recordedAt) {
        Tenant state = before;
        for (TenantEvent event : events) {
            state = Tenant.evolve(state, event, recordedAt);
        }
        return state;
    }

    /** The version after the command. */
    long version() {
        return before.version() + events.size();
    }

    /** The key that the command made. */
    ApiKeyView key(Instant recordedAt) {
        return ApiKeyView.of(id.tenant(), (KeyCreated) events.getFirst(), recordedAt);
    }
}
