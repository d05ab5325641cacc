package dev.hansard.eventstore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.AppendContext;
import dev.hansard.eventstore.PendingAppend;
import dev.hansard.eventstore.PendingEvent;

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

    public static PendingEvent typed(
            String type,
            String tenant,
            String aggregateId,
            long sequence,
            String userId,
            String context,
            String dedupeKey) {
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
                ("payload of " + aggregateId + " " + sequence).getBytes(UTF_8));
    }

    public static PendingAppend append(PendingEvent... events) {
        return PendingAppend.of(List.of(events), null);
    }

    public static PendingAppend append(AppendContext context, PendingEvent... events) {
        return PendingAppend.of(List.of(events), context);
    }
}
