package dev.hansard.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.proof.ExportLine.Begin;
import dev.hansard.proof.ExportLine.Content;
import dev.hansard.proof.ExportLine.End;
import dev.hansard.proof.ExportLine.Event;
import dev.hansard.proof.ExportLine.Head;
import dev.hansard.proof.ExportLine.Key;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Lines of an export as bytes, without what comes before their {@code kind} and without the line
 * break. A payload stands there as it is, so that its bytes are those of which the leaf was made.
 */
final class ExportFormat {

    static final String VERSION = "hansard-export-1";

    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] PAYLOAD = ",\"payload\":".getBytes(UTF_8);

    private ExportFormat() {}

    static byte[] write(ExportLine line) {
        var out = new LineBuilder();
        if (line instanceof Begin begin) {
            out.field("kind", "begin").field("format", VERSION).field("store", begin.store());
            out.field("tenant", begin.tenant()).optional("userId", begin.userId());
            return out.field("exportedAt", begin.exportedAt().toString()).end();
        }
        if (line instanceof Key key) {
            out.field("kind", "key").field("keyId", key.key().id());
            return out.field("publicKey", key.key().text()).end();
        }
        if (line instanceof Head head) {
            return head(out, head.head());
        }
        if (line instanceof End end) {
            out.field("kind", "end").field("events", end.events()).field("erased", end.erased());
            return out.optional("head", hex(end.head())).end();
        }
        return event(out, (Event) line);
    }

    private static byte[] head(LineBuilder out, SignedHead head) {
        out.field("kind", "head").field("tenantSequence", head.tenantSequence());
        out.field("head", head.headText()).field("signedAt", head.signedAt().toString());
        out.field("keyId", head.keyId());
        return out.field("signature", Base64.getEncoder().encodeToString(head.signature())).end();
    }

    private static byte[] event(LineBuilder out, Event event) {
        EventEnvelope envelope = event.envelope();
        out.field("kind", "event").field("tenantSequence", envelope.tenantSequence());
        out.field("eventId", envelope.eventId()).field("aggregateType", envelope.aggregateType());
        out.field("aggregateId", envelope.aggregateId()).field("sequence", envelope.sequence());
        out.field("type", envelope.type()).field("revision", envelope.revision());
        out.field("recordedAt", envelope.recordedAt().toString());
        out.optional("userId", envelope.userId()).optional("context", envelope.context());
        out.optional("dedupeKey", envelope.dedupeKey());
        out.optional("actorKeyId", envelope.actorKeyId());
        out.optional("actorRole", envelope.actorRole());
        out.optional("correlationId", envelope.correlationId());
        out.optional("causationId", envelope.causationId());
        out.optional("idempotencyKey", envelope.idempotencyKey());
        out.optional("metadata", envelope.metadata()).optional("leaf", hex(event.leaf()));
        Content content = event.content();
        if (content == null) {
            return out.flag("erased").end();
        }
        out.optional("salt", hex(content.salt()));
        if (JsonText.isOneLine(content.payload())) {
            return out.verbatim("payload", content.payload()).end();
        }
        String encoded = Base64.getEncoder().encodeToString(content.payload());
        return out.field("payloadBase64", encoded).end();
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param tenant of the export, which stands in its first line alone
     * @param line a whole line, whose fields begin where it is said
     * @throws IllegalArgumentException if it is none; the message quotes nothing of it
     */
    static ExportLine read(String tenant, byte[] line, int from) {
        if (line[line.length - 1] != '}') {
            throw new IllegalArgumentException("does not end as a line of an export");
        }
        int payload = indexOf(line, PAYLOAD, from);
        byte @Nullable [] embedded =
                payload < 0
                        ? null
                        : Arrays.copyOfRange(line, payload + PAYLOAD.length, line.length - 1);
        byte[] plain = Arrays.copyOfRange(line, from, payload < 0 ? line.length : payload);
        JsonFields in = JsonText.fields("{" + JsonText.decode(plain) + (payload < 0 ? "" : "}"));
        ExportLine read =
                switch (in.text("kind")) {
                    case "begin" -> begin(in);
                    case "key" -> key(in);
                    case "event" -> event(tenant, in, embedded);
                    case "head" -> head(tenant, in);
                    case "end" -> end(in);
                    default -> throw new IllegalArgumentException("is of a kind that is not known");
                };
        in.requireNoMore();
        return read;
    }

    private static Begin begin(JsonFields in) {
        if (!in.text("format").equals(VERSION)) {
            throw new IllegalArgumentException("names a format other than " + VERSION);
        }
        return new Begin(
                in.text("store"),
                in.text("tenant"),
                in.optionalText("userId"),
                in.instant("exportedAt"));
    }

    private static Key key(JsonFields in) {
        String id = in.text("keyId");
        VerifyingKey key = in.key("publicKey");
        if (!id.equals(key.id())) {
            throw new IllegalArgumentException("names another key than it has");
        }
        return new Key(key);
    }

    private static Head head(String tenant, JsonFields in) {
        return new Head(
                new SignedHead(
                        tenant,
                        in.number("tenantSequence"),
                        in.hex("head", HASH_BYTES),
                        in.instant("signedAt"),
                        in.text("keyId"),
                        in.base64("signature")));
    }

    private static End end(JsonFields in) {
        return new End(
                in.number("events"),
                in.number("erased"),
                in.has("head") ? in.hex("head", HASH_BYTES) : null);
    }

    private static Event event(String tenant, JsonFields in, byte @Nullable [] embedded) {
        var envelope =
                new EventEnvelope(
                        in.text("eventId"),
                        tenant,
                        in.number("tenantSequence"),
                        in.text("aggregateType"),
                        in.text("aggregateId"),
                        in.number("sequence"),
                        in.text("type"),
                        in.smallNumber("revision"),
                        in.instant("recordedAt"),
                        in.optionalText("userId"),
                        in.optionalText("context"),
                        in.optionalText("dedupeKey"),
                        in.optionalText("actorKeyId"),
                        in.optionalText("actorRole"),
                        in.optionalText("correlationId"),
                        in.optionalText("causationId"),
                        in.optionalText("idempotencyKey"),
                        in.optionalText("metadata"));
        byte[] leaf = in.hex("leaf", HASH_BYTES);
        if (in.flag("erased")) {
            return new Event(envelope, leaf, null);
        }
        byte[] salt = in.hex("salt", SALT_BYTES);
        byte[] payload = embedded == null ? in.base64("payloadBase64") : embedded;
        return new Event(envelope, leaf, new Content(salt, payload));
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HEX.formatHex(bytes);
    }

    private static int indexOf(byte[] line, byte[] wanted, int from) {
        for (int at = from; at <= line.length - wanted.length; at++) {
            if (Arrays.equals(line, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    /** Puts a line together, field by field. */
    private static final class LineBuilder {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);

        LineBuilder field(String name, long value) {
            return verbatim(name, Long.toString(value).getBytes(UTF_8));
        }

        LineBuilder field(String name, String value) {
            return verbatim(name, JsonText.quoted(value).getBytes(UTF_8));
        }

        LineBuilder optional(String name, @Nullable String value) {
            return value == null ? this : field(name, value);
        }

        LineBuilder flag(String name) {
            return verbatim(name, "true".getBytes(UTF_8));
        }

        LineBuilder verbatim(String name, byte[] value) {
            line.writeBytes(((line.size() == 0 ? "\"" : ",\"") + name + "\":").getBytes(UTF_8));
            line.writeBytes(value);
            return this;
        }

        byte[] end() {
            line.write('}');
            return line.toByteArray();
        }
    }
}
