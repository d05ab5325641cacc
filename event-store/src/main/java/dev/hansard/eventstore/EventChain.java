package dev.hansard.eventstore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * The hash chain of a tenant, as {@code docs/chain.md} specifies it.
 *
 * <p>A <b>leaf</b> is SHA-256 over {@link CanonicalFields}: the text {@code hansard-leaf-1}, event
 * id (lower-case with hyphens), tenant, tenant sequence, aggregate type, aggregate id, sequence,
 * type, revision, recorded at, user id, context, dedupe key, actor key id, actor role, correlation
 * id, causation id, idempotency key, metadata, salt, payload. The position is not part of it, so a
 * chain survives an import.
 *
 * <p>The <b>head</b> after a tenant's n-th event is SHA-256 over the head before and the leaf; the
 * head before the first event is 32 zero bytes.
 */
public final class EventChain {

    private static final String VERSION = "hansard-leaf-1";

    private EventChain() {}

    /** The head of a chain without events. */
    public static byte[] start() {
        return new byte[32];
    }

    /** The head after one more leaf. */
    public static byte[] next(byte[] head, byte[] leaf) {
        MessageDigest digest = sha256();
        digest.update(head);
        digest.update(leaf);
        return digest.digest();
    }

    /** The leaf of an event. */
    public static byte[] leaf(
            PendingEvent event, long tenantSequence, Instant recordedAt, byte[] salt) {
        return canonical(event, tenantSequence, recordedAt, salt).digest(sha256());
    }

    /**
     * The leaf of an event made anew from all that its row says.
     *
     * @throws UnreadableRecordException if its payload cannot be opened
     */
    public static byte[] leaf(EventRow row) {
        PendingEvent event = row.pending();
        return leaf(event, row.tenantSequence(), row.recordedAt(), event.payload().salt());
    }

    static CanonicalFields canonical(
            PendingEvent event, long tenantSequence, Instant recordedAt, byte[] salt) {
        return new CanonicalFields(512 + event.payload().plain().length)
                .text(VERSION)
                .text(event.eventId().toString())
                .text(event.tenant())
                .number(tenantSequence)
                .text(event.aggregateType())
                .text(event.aggregateId())
                .number(event.sequence())
                .text(event.type())
                .number(event.revision())
                .instant(recordedAt)
                .text(event.userId())
                .text(event.context())
                .text(event.dedupeKey())
                .text(event.actorKeyId())
                .text(event.actorRole())
                .text(event.correlationId())
                .text(event.causationId())
                .text(event.idempotencyKey())
                .text(event.metadata())
                .bytes(salt)
                .bytes(event.payload().plain());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
