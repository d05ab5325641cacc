package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * One event as it stands in the log: the clear columns of its row, and its payload behind a door
 * that is opened only by who needs it.
 *
 * @param position place in the one order over all tenants: 1, 2, 3, … without a gap
 * @param tenantSequence place in the order of its tenant, also without a gap
 * @param aggregateId Axon's aggregate identifier
 * @param sequence place in its aggregate, from 0; the aggregate's version after it is one more
 * @param type stable name of the type
 * @param recordedAt made under the append lock; never goes back from one position to the next
 * @param userId the user it belongs to, if any
 * @param context a wider thing it also belongs to, such as the session of a conversation
 * @param dedupeKey unique within the aggregate, such as a message's id
 * @param actorKeyId the credential that caused it
 * @param leaf SHA-256 over the envelope, a salt and the plain payload, see {@code docs/chain.md}
 * @param plainPayload opens and inflates the stored bytes
 * @param event reads the payload in its present revision, once
 */
public record RecordedEvent(
        long position,
        String eventId,
        String tenant,
        long tenantSequence,
        String aggregateType,
        String aggregateId,
        long sequence,
        String type,
        int revision,
        Instant recordedAt,
        @Nullable String userId,
        @Nullable String context,
        @Nullable String dedupeKey,
        @Nullable String actorKeyId,
        @Nullable String actorRole,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String idempotencyKey,
        byte[] leaf,
        Supplier<byte[]> plainPayload,
        Supplier<Object> event) {

    /** Number of events of the aggregate up to and with this one. */
    public long version() {
        return sequence + 1;
    }

    /**
     * The payload as an object.
     *
     * @throws ErasedException if its user was erased
     * @throws UnreadableRecordException naming position and type, if this version cannot read it
     */
    public Object payload() {
        return event.get();
    }

    /**
     * Whether its user was erased, so that nobody can read it any more. One that cannot be read for
     * another reason is not.
     */
    public boolean erased() {
        try {
            var _ = event.get();
            return false;
        } catch (ErasedException e) {
            return true;
        } catch (UnreadableRecordException e) {
            return false;
        }
    }

    /** Names the event for logs: no content. */
    @Override
    public String toString() {
        return "event " + position + " " + type + " of " + aggregateId;
    }
}
