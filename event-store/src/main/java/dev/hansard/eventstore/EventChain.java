package dev.hansard.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The hash chain of a tenant, as {@code docs/chain.md} specifies it.
 *
 * <p>A <b>leaf</b> is SHA-256 over the fields of one event, each as its length in bytes (four
 * bytes, big-endian) and its bytes; an absent field is the length {@code 0xFFFFFFFF} alone. Text is
 * UTF-8, numbers are eight bytes big-endian, the instant is microseconds since 1970-01-01T00:00Z.
 * The fields in order: the text {@code hansard-leaf-1}, event id (lower-case with hyphens), tenant,
 * tenant sequence, aggregate type, aggregate id, sequence, type, revision, recorded at, user id,
 * context, dedupe key, actor key id, actor role, correlation id, causation id, idempotency key,
 * metadata, salt, payload. The position is not part of it, so a chain survives an import.
 *
 * <p>The <b>head</b> after a tenant's n-th event is SHA-256 over the head before and the leaf; the
 * head before the first event is 32 zero bytes.
 */
final class EventChain {

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
        return sha256().digest(canonical(event, tenantSequence, recordedAt, salt));
    }

    static byte[] canonical(
            PendingEvent event, long tenantSequence, Instant recordedAt, byte[] salt) {
        var bytes = new ByteArrayOutputStream(256 + event.payload().plain().length);
        try (var out = new DataOutputStream(bytes)) {
            text(out, VERSION);
            identity(out, event.eventId());
            text(out, event.tenant());
            number(out, tenantSequence);
            text(out, event.aggregateType());
            text(out, event.aggregateId());
            number(out, event.sequence());
            text(out, event.type());
            number(out, event.revision());
            number(out, ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt));
            text(out, event.userId());
            text(out, event.context());
            text(out, event.dedupeKey());
            text(out, event.actorKeyId());
            text(out, event.actorRole());
            text(out, event.correlationId());
            text(out, event.causationId());
            text(out, event.idempotencyKey());
            text(out, event.metadata());
            field(out, salt);
            field(out, event.payload().plain());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void identity(DataOutputStream out, UUID value) throws IOException {
        text(out, value.toString());
    }

    private static void text(DataOutputStream out, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
        } else {
            field(out, value.getBytes(UTF_8));
        }
    }

    private static void number(DataOutputStream out, long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private static void field(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
