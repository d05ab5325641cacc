package dev.hansard.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.proof.ExportLine.Begin;
import dev.hansard.proof.ExportLine.Content;
import dev.hansard.proof.ExportLine.End;
import dev.hansard.proof.ExportLine.Event;
import dev.hansard.proof.ExportLine.Head;
import dev.hansard.proof.ExportLine.Key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * An export of four events with heads signed after the second and the fourth: its lines are the
 * beginning, a key, the events 1 and 2 and a head, the events 3 (erased) and 4 and a head, and the
 * end.
 */
final class SampleExport {

    /** The first of the test vectors in RFC 8032. */
    static final Signer SIGNER = Signer.ofVector();

    private static final byte[] SALT = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

    private SampleExport() {}

    /** A key with both halves. */
    record Signer(PrivateKey secret, VerifyingKey key) {

        static Signer ofVector() {
            try {
                byte[] secret =
                        Base64.getDecoder()
                                .decode(
                                        "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g");
                return new Signer(
                        KeyFactory.getInstance("Ed25519")
                                .generatePrivate(new PKCS8EncodedKeySpec(secret)),
                        VerifyingKey.parse(
                                "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        static Signer another() {
            try {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                return new Signer(
                        pair.getPrivate(), VerifyingKey.of(pair.getPublic().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        Head sign(long sequence, byte[] head) {
            Instant at = Instant.parse("2026-01-02T03:04:06Z");
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(secret);
                signature.update(SignedHead.statement("default", sequence, head, at));
                return new Head(
                        new SignedHead("default", sequence, head, at, key.id(), signature.sign()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static List<ExportLine> lines() {
        return lines(SIGNER, "{\"text\":\"Grüß Gott\"}");
    }

    /** Made with another key, or with other words in the first event. */
    static List<ExportLine> lines(Signer signer, String said) {
        byte[] head = HashChain.start();
        List<ExportLine> lines = new ArrayList<>();
        lines.add(
                new Begin(
                        "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                        "default",
                        null,
                        Instant.parse("2026-01-02T03:05:00Z")));
        lines.add(new Key(signer.key()));
        List<byte[]> payloads =
                List.of(
                        said.getBytes(UTF_8),
                        "two\nlines".getBytes(UTF_8),
                        new byte[0],
                        "7".getBytes(UTF_8));
        for (int sequence = 1; sequence <= payloads.size(); sequence++) {
            Event event = event(sequence, payloads.get(sequence - 1));
            head = HashChain.next(head, event.leaf());
            lines.add(sequence == 3 ? new Event(event.envelope(), event.leaf(), null) : event);
            if (sequence % 2 == 0) {
                lines.add(signer.sign(sequence, head));
            }
        }
        lines.add(new End(4, 1, head));
        return lines;
    }

    static Event event(long sequence, byte[] payload) {
        var envelope =
                new EventEnvelope(
                        "0f8fad5b-d9cb-469f-a165-70867728950" + sequence,
                        "default",
                        sequence,
                        "conversation",
                        "default/conversation/c1",
                        sequence - 1,
                        "conversation.MessageAppended",
                        1,
                        Instant.parse("2026-01-02T03:04:05.678901Z"),
                        "u1",
                        sequence == 1 ? "default/session/s1" : null,
                        "m" + sequence,
                        "key1",
                        "agent",
                        sequence == 1 ? "correlation\t\"1\"" : null,
                        null,
                        null,
                        sequence == 1 ? "{\"more\":1}" : null);
        return new Event(envelope, envelope.leaf(SALT, payload), new Content(SALT, payload));
    }

    /** As a file, with all that ties one line to the next. */
    static byte[] file(List<ExportLine> lines) {
        var out = new ByteArrayOutputStream();
        var writer = new ExportWriter(out);
        try {
            for (ExportLine line : lines) {
                writer.write(line);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    static ExportCheck.Result check(byte[] file, ExportCheck check) throws BadLineException {
        var lines = new ExportLines(new ByteArrayInputStream(file));
        try {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                check.next(line);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return check.end();
    }
}
