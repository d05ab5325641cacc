package dev.hansard.eventstore.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.proof.EventEnvelope;
import dev.hansard.proof.ExportLine;
import dev.hansard.proof.ExportLine.Begin;
import dev.hansard.proof.ExportLine.Content;
import dev.hansard.proof.ExportLine.End;
import dev.hansard.proof.ExportLine.Event;
import dev.hansard.proof.ExportLine.Head;
import dev.hansard.proof.ExportLine.Key;
import dev.hansard.proof.ExportWriter;
import dev.hansard.proof.HashChain;
import dev.hansard.proof.SignedHead;
import dev.hansard.proof.VerifyingKey;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Exports that no store has made. */
final class MadeExport {

    private MadeExport() {}

    /** A file that is right in itself, as somebody makes it who has a key of his own. */
    static byte[] signed(Event... events) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifyingKey key = VerifyingKey.of(pair.getPublic().getEncoded());
        List<ExportLine> lines = new ArrayList<>();
        lines.add(new Begin("store", "red", null, TwoStores.START));
        lines.add(new Key(key));
        byte[] head = HashChain.start();
        for (Event event : events) {
            lines.add(event);
            head = HashChain.next(head, event.leaf());
        }
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(SignedHead.statement("red", events.length, head, TwoStores.START));
        lines.add(
                new Head(
                        new SignedHead(
                                "red",
                                events.length,
                                head,
                                TwoStores.START,
                                key.id(),
                                signature.sign())));
        lines.add(
                new End(
                        events.length,
                        Stream.of(events).filter(event -> event.content() == null).count(),
                        head));
        var out = new ByteArrayOutputStream();
        var writer = new ExportWriter(out);
        for (ExportLine line : lines) {
            writer.write(line);
        }
        return out.toByteArray();
    }

    static Event event(long tenantSequence, String aggregate, long sequence, Instant at) {
        return event(tenantSequence, aggregate, sequence, at, 1, null, "\"said\"");
    }

    /** Of a user, at the first place of an aggregate of its own. */
    static Event ofUser(long tenantSequence, String userId, String said) {
        return event(tenantSequence, "red/" + tenantSequence, 0, TwoStores.START, 1, userId, said);
    }

    /** The same event, which nobody can open any more. */
    static Event erased(Event event) {
        return new Event(event.envelope(), event.leaf(), null);
    }

    static Event revised(Event event) {
        EventEnvelope envelope = event.envelope();
        return event(
                envelope.tenantSequence(),
                envelope.aggregateId(),
                envelope.sequence(),
                envelope.recordedAt(),
                2,
                null,
                "\"said\"");
    }

    private static Event event(
            long tenantSequence,
            String aggregate,
            long sequence,
            Instant at,
            int revision,
            String userId,
            String said) {
        var envelope =
                new EventEnvelope(
                        UUID.randomUUID().toString(),
                        "red",
                        tenantSequence,
                        "thing",
                        aggregate,
                        sequence,
                        "happened",
                        revision,
                        at,
                        userId,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        byte[] payload = said.getBytes(UTF_8);
        return new Event(
                envelope, envelope.leaf(new byte[16], payload), new Content(new byte[16], payload));
    }
}
