package dev.hansard.command.erasure;

import dev.hansard.api.AggregateId;
import dev.hansard.api.events.EventFormat;
import dev.hansard.api.events.EventType;
import dev.hansard.api.tenant.TenantEvent.ErasureCompleted;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.eventstore.AlreadyRecordedException;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.DedupeKeyTakenException;
import dev.hansard.eventstore.EnvelopeKeys;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventPlace;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.KeyTakenException;
import dev.hansard.eventstore.PayloadPacking;
import dev.hansard.eventstore.PendingAppend;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.PendingPayload;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The events of an erasure, written past the aggregates: what is erased cannot be loaded any more.
 */
final class ErasureEvents {

    private static final int TRIES = 100;

    /** A key of the event: there is one of them. */
    private static final String ONCE = "erasure";

    private final Appender appender;
    private final EventTable events;
    private final EventLog log;
    private final PayloadPacking packing;

    ErasureEvents(Appender appender, EventTable events, EventLog log, PayloadPacking packing) {
        this.appender = appender;
        this.events = events;
        this.log = log;
        this.packing = packing;
    }

    /**
     * Destroys the key of a user, together with the event that says so.
     *
     * @param envelope who wants it
     * @return position of that event
     */
    long erase(KeyOwner owner, Map<String, ?> envelope) {
        AggregateId user = AggregateId.user(owner.tenant(), owner.userId());
        byte[] payload = EventFormat.CURRENT.write(new UserErased());
        return append(
                user,
                ONCE,
                place ->
                        PendingAppend.erasing(
                                event(
                                        place,
                                        user,
                                        UserErased.class,
                                        owner.userId(),
                                        ONCE,
                                        envelope,
                                        PendingPayload.plain(payload))));
    }

    /**
     * Writes the receipt, which is the tenant's.
     *
     * @return its position
     */
    long complete(KeyOwner owner, ErasureCompleted receipt, Map<String, ?> envelope) {
        AggregateId tenant = AggregateId.tenant(owner.tenant());
        byte[] payload = EventFormat.CURRENT.write(receipt);
        String once = ONCE + "/" + owner.userId();
        return append(
                tenant,
                once,
                place ->
                        PendingAppend.of(
                                List.of(
                                        event(
                                                place,
                                                tenant,
                                                ErasureCompleted.class,
                                                null,
                                                once,
                                                envelope,
                                                packing.pack(
                                                        payload,
                                                        KeyOwner.of(owner.tenant(), null),
                                                        place))),
                                null));
    }

    /**
     * At the next place of an aggregate, whoever else writes there; and only if it is not there.
     */
    private long append(
            AggregateId aggregate, String once, Function<EventPlace, PendingAppend> appends) {
        String id = aggregate.toString();
        RuntimeException last = null;
        for (int i = 0; i < TRIES; i++) {
            long sequence = events.lastSequence(id).orElse(-1) + 1;
            try {
                return appender.append(
                                appends.apply(new EventPlace(UUID.randomUUID(), id, sequence)))
                        .lastPosition();
            } catch (DedupeKeyTakenException e) {
                return log.findByDedupeKey(id, once).orElseThrow().position();
            } catch (AlreadyRecordedException | KeyTakenException e) {
                last = e;
            }
        }
        throw new IllegalStateException("others are always faster", last);
    }

    private static PendingEvent event(
            EventPlace place,
            AggregateId aggregate,
            Class<?> type,
            @Nullable String userId,
            String dedupeKey,
            Map<String, ?> envelope,
            PendingPayload payload) {
        EventType stored = EventFormat.CURRENT.typeOf(type);
        return new PendingEvent(
                place.eventId(),
                aggregate.tenant(),
                aggregate.type(),
                place.aggregateId(),
                place.sequence(),
                stored.storedName(),
                stored.revision(),
                userId,
                null,
                dedupeKey,
                text(envelope, EnvelopeKeys.ACTOR_KEY_ID),
                text(envelope, EnvelopeKeys.ACTOR_ROLE),
                text(envelope, EnvelopeKeys.CORRELATION_ID),
                text(envelope, EnvelopeKeys.CAUSATION_ID),
                null,
                null,
                payload);
    }

    private static @Nullable String text(Map<String, ?> envelope, String key) {
        return envelope.get(key) instanceof String text ? text : null;
    }
}
