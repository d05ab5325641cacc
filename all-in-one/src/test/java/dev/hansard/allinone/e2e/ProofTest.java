package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;

/** What an auditor can prove, with nothing of Hansard's own code. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProofTest {

    @Test
    void a_signed_head_can_be_checked_by_anybody_and_a_verification_comes_by_it_later()
            throws IOException, GeneralSecurityException {
        HansardClient client = InProcessHansard.shared().client().with("Hansard-Tenant", "proved");
        Answer said = say(client, "first");

        JsonNode head = client.after(said).get("/v1/audit/head").expect(200).json();

        assertThat(isSigned(head, head.get("tenantSequence").asLong())).isTrue();
        assertThat(isSigned(head, head.get("tenantSequence").asLong() + 1)).isFalse();
        say(client, "second");
        JsonNode done =
                Verification.of(
                        client, "{\"expectedHead\":\"%s\"}".formatted(head.get("head").asString()));
        assertThat(done.has("firstBadPosition")).as(done.toString()).isFalse();
        assertThat(done.get("keysTrusted").asBoolean()).isTrue();
        assertThat(done.get("eventsChecked").asLong())
                .isGreaterThan(head.get("tenantSequence").asLong());
    }

    private static Answer say(HansardClient client, String text) {
        return client.put(
                "/v1/conversations/" + text.replace(' ', '-'),
                "{\"userId\":\"ann\",\"messages\":[" + Json.userMessage(text) + "]}");
    }

    /** As docs/chain.md says it. */
    private static boolean isSigned(JsonNode head, long tenantSequence)
            throws IOException, GeneralSecurityException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        field(out, "hansard-head-1".getBytes(UTF_8));
        field(out, head.get("tenant").asString().getBytes(UTF_8));
        out.writeInt(8);
        out.writeLong(tenantSequence);
        field(out, HexFormat.of().parseHex(head.get("head").asString()));
        out.writeInt(8);
        out.writeLong(
                ChronoUnit.MICROS.between(
                        Instant.EPOCH, Instant.parse(head.get("signedAt").asString())));
        PublicKey key =
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(decoded(head, "publicKey")));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(bytes.toByteArray());
        return signature.verify(decoded(head, "signature"));
    }

    private static byte[] decoded(JsonNode head, String field) {
        return Base64.getDecoder().decode(head.get(field).asString());
    }

    private static void field(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }
}
