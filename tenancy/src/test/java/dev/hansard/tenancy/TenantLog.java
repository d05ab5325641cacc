package dev.hansard.tenancy;

import dev.hansard.api.AggregateId;
import dev.hansard.api.events.EventFormat;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.edge.access.ApiKey;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.PendingAppend;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.PendingPayload;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Another process that writes the events of tenants, as a command service does. */
final class TenantLog {

    private final Appender appender;
    private final Map<String, Long> sequences = new HashMap<>();

    TenantLog(TestDatabase database, Clock clock) {
        this.appender =
                TestNode.on(database.anotherNode(), clock, EventStoreSettings.DEFAULT).appender();
    }

    long append(String tenant, TenantEvent event) {
        var type = EventFormat.CURRENT.typeOf(event.getClass());
        return append(
                AggregateId.tenant(tenant), type.storedName(), EventFormat.CURRENT.write(event));
    }

    long appendUnreadable(AggregateId id) {
        return append(id, "future.Unknown", "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a key of a tenant, or of an operator. */
    ApiKey makeKey(String tenant, @Nullable Instant expiresAt) {
        boolean operators = tenant.equals(StoreTenant.NAME);
        ApiKey key = ApiKey.make(operators, new SecureRandom());
        append(tenant, created(key, operators ? AccessRole.OPERATOR : AccessRole.AGENT, expiresAt));
        return key;
    }

    static KeyCreated created(ApiKey key, AccessRole role, @Nullable Instant expiresAt) {
        return new KeyCreated(key.id(), role, "name", null, key.hash(), expiresAt, null);
    }

    private long append(AggregateId id, String type, byte[] payload) {
        long sequence = sequences.merge(id.toString(), 1L, Long::sum) - 1;
        var event =
                new PendingEvent(
                        UUID.randomUUID(),
                        id.tenant(),
                        id.type(),
                        id.toString(),
                        sequence,
                        type,
                        1,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        PendingPayload.plain(payload));
        return appender.append(PendingAppend.of(List.of(event), null)).lastPosition();
    }
}
