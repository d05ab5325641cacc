package dev.hansard.eventstore.axon;

import static dev.hansard.eventstore.EnvelopeKeys.ACTOR_KEY_ID;
import static dev.hansard.eventstore.EnvelopeKeys.ACTOR_ROLE;
import static dev.hansard.eventstore.EnvelopeKeys.CAUSATION_ID;
import static dev.hansard.eventstore.EnvelopeKeys.CONTEXT;
import static dev.hansard.eventstore.EnvelopeKeys.CORRELATION_ID;
import static dev.hansard.eventstore.EnvelopeKeys.DEDUPE_KEY;
import static dev.hansard.eventstore.EnvelopeKeys.DEFAULT_TENANT;
import static dev.hansard.eventstore.EnvelopeKeys.IDEMPOTENCY_KEY;
import static dev.hansard.eventstore.EnvelopeKeys.TENANT;
import static dev.hansard.eventstore.EnvelopeKeys.USER_ID;

import dev.hansard.eventstore.EventPlace;
import dev.hansard.eventstore.EventRow;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.PayloadPacking;
import dev.hansard.eventstore.PendingEvent;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Axon's messages as rows and back: which metadata is a column, and what becomes of the rest. */
final class Envelope {

    private static final Set<String> COLUMNS =
            Set.of(
                    TENANT,
                    USER_ID,
                    CONTEXT,
                    DEDUPE_KEY,
                    ACTOR_KEY_ID,
                    ACTOR_ROLE,
                    CORRELATION_ID,
                    CAUSATION_ID,
                    IDEMPOTENCY_KEY);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Envelope() {}

    static PendingEvent pending(
            EventMessage<?> message, Serializer serializer, PayloadPacking packing) {
        SerializedObject<byte[]> payload = message.serializePayload(serializer, byte[].class);
        MetaData metaData = message.getMetaData();
        boolean domain = message instanceof DomainEventMessage<?>;
        var place =
                new EventPlace(
                        UUID.fromString(message.getIdentifier()),
                        domain
                                ? ((DomainEventMessage<?>) message).getAggregateIdentifier()
                                : message.getIdentifier(),
                        domain ? ((DomainEventMessage<?>) message).getSequenceNumber() : 0);
        String tenant = text(metaData.getOrDefault(TENANT, DEFAULT_TENANT));
        String userId = column(metaData, USER_ID);
        return new PendingEvent(
                place.eventId(),
                tenant,
                domain ? ((DomainEventMessage<?>) message).getType() : "",
                place.aggregateId(),
                place.sequence(),
                payload.getType().getName(),
                revision(payload.getType().getRevision()),
                userId,
                column(metaData, CONTEXT),
                column(metaData, DEDUPE_KEY),
                column(metaData, ACTOR_KEY_ID),
                column(metaData, ACTOR_ROLE),
                column(metaData, CORRELATION_ID),
                column(metaData, CAUSATION_ID),
                column(metaData, IDEMPOTENCY_KEY),
                rest(metaData),
                packing.pack(payload.getData(), KeyOwner.of(tenant, userId), place));
    }

    static MetaData metaData(EventRow row) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (row.metadata() != null) {
            all.putAll(JSON.readValue(row.metadata(), MAP));
        }
        put(all, TENANT, row.tenant().equals(DEFAULT_TENANT) ? null : row.tenant());
        put(all, USER_ID, row.userId());
        put(all, CONTEXT, row.context());
        put(all, DEDUPE_KEY, row.dedupeKey());
        put(all, ACTOR_KEY_ID, row.actorKeyId());
        put(all, ACTOR_ROLE, row.actorRole());
        put(all, CORRELATION_ID, row.correlationId());
        put(all, CAUSATION_ID, row.causationId());
        put(all, IDEMPOTENCY_KEY, row.idempotencyKey());
        return MetaData.from(all);
    }

    /** The row's revision as the serializer gave it: 0 stands for none. */
    static @Nullable String revision(int stored) {
        return stored == 0 ? null : Integer.toString(stored);
    }

    private static int revision(@Nullable String given) {
        return given == null ? 0 : Integer.parseInt(given);
    }

    /** What has no column, in the order of its keys: it is part of the leaf. */
    private static @Nullable String rest(MetaData metaData) {
        if (COLUMNS.containsAll(metaData.keySet())) {
            return null;
        }
        Map<String, Object> rest = new TreeMap<>(metaData);
        rest.keySet().removeAll(COLUMNS);
        return JSON.writeValueAsString(rest);
    }

    private static @Nullable String column(MetaData metaData, String key) {
        Object value = metaData.get(key);
        return value == null ? null : text(value);
    }

    private static String text(Object value) {
        return value.toString();
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
