package dev.hansard.eventstore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.AppendContext;
import dev.hansard.eventstore.EventPlace;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.PayloadPacking;
import dev.hansard.eventstore.PendingAppend;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.PendingPayload;
import dev.hansard.eventstore.Seals;

import java.util.List;
import java.util.UUID;

/** Events to append: of tenant {@code default} and without an envelope, unless said otherwise. */
public final class TestEvents {

    private TestEvents() {}

    public static PendingEvent event(String aggregateId, long sequence) {
        return event("default", aggregateId, sequence, null, null, null);
    }

    public static PendingEvent keyed(String aggregateId, long sequence, String dedupeKey) {
        return event("default", aggregateId, sequence, null, null, dedupeKey);
    }

    public static PendingEvent ofTenant(String tenant, String aggregateId, long sequence) {
        return event(tenant, aggregateId, sequence, null, null, null);
    }

    public static PendingEvent event(
            String tenant,
            String aggregateId,
            long sequence,
            String userId,
            String context,
            String dedupeKey) {
        return typed("happened", tenant, aggregateId, sequence, userId, context, dedupeKey);
    }

    /** An event with a payload of so many bytes. */
    public static PendingEvent sized(String aggregateId, long sequence, int bytes) {
        return typed(
                "happened",
                "default",
                aggregateId,
                sequence,
                null,
                null,
                null,
                PendingPayload.plain(new byte[bytes]));
    }

    public static PendingEvent typed(
            String type,
            String tenant,
            String aggregateId,
            long sequence,
            String userId,
            String context,
            String dedupeKey) {
        var payload = ("payload of " + aggregateId + " " + sequence).getBytes(UTF_8);
        return typed(
                type,
                tenant,
                aggregateId,
                sequence,
                userId,
                context,
                dedupeKey,
                PendingPayload.plain(payload));
    }

    /** The same event, its payload sealed with the key of whose it is. */
    public static PendingEvent sealed(PendingEvent event, Seals seals) {
        return with(
                event,
                new PayloadPacking(EventStoreSettings.DEFAULT, seals)
                        .pack(
                                event.payload().plain(),
                                KeyOwner.of(event.tenant(), event.userId()),
                                new EventPlace(
                                        event.eventId(), event.aggregateId(), event.sequence())));
    }

    /** The same event with another payload. */
    public static PendingEvent with(PendingEvent event, PendingPayload payload) {
        return new PendingEvent(
                event.eventId(),
                event.tenant(),
                event.aggregateType(),
                event.aggregateId(),
                event.sequence(),
                event.type(),
                event.revision(),
                event.userId(),
                event.context(),
                event.dedupeKey(),
                event.actorKeyId(),
                event.actorRole(),
                event.correlationId(),
                event.causationId(),
                event.idempotencyKey(),
                event.metadata(),
                payload);
    }

    private static PendingEvent typed(
            String type,
            String tenant,
            String aggregateId,
            long sequence,
            String userId,
            String context,
            String dedupeKey,
            PendingPayload payload) {
        return new PendingEvent(
                UUID.randomUUID(),
                tenant,
                "thing",
                aggregateId,
                sequence,
                type,
                1,
                userId,
                context,
                dedupeKey,
                "key1",
                "agent",
                "correlation1",
                null,
                null,
                null,
                payload);
    }

    public static PendingAppend append(PendingEvent... events) {
        return PendingAppend.of(List.of(events), null);
    }

    public static PendingAppend append(AppendContext context, PendingEvent... events) {
        return PendingAppend.of(List.of(events), context);
    }
}
