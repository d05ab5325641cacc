package dev.hansard.eventstore;

import dev.hansard.proof.EventEnvelope;

import java.time.Instant;

/** The leaves of events, as {@code docs/chain.md} specifies them. */
public final class EventLeaf {

    private EventLeaf() {}

    /** The leaf of an event. */
    public static byte[] of(
            PendingEvent event, long tenantSequence, Instant recordedAt, byte[] salt) {
        return new EventEnvelope(
                        event.eventId().toString(),
                        event.tenant(),
                        tenantSequence,
                        event.aggregateType(),
                        event.aggregateId(),
                        event.sequence(),
                        event.type(),
                        event.revision(),
                        recordedAt,
                        event.userId(),
                        event.context(),
                        event.dedupeKey(),
                        event.actorKeyId(),
                        event.actorRole(),
                        event.correlationId(),
                        event.causationId(),
                        event.idempotencyKey(),
                        event.metadata())
                .leaf(salt, event.payload().plain());
    }

    /**
     * The leaf of an event made anew from all that its row says.
     *
     * @throws UnreadableRecordException if its payload cannot be opened
     */
    public static byte[] of(EventRow row) {
        PendingPayload payload = row.payload();
        return row.envelope().leaf(payload.salt(), payload.plain());
    }
}
