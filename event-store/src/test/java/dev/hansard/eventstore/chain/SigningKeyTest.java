package dev.hansard.eventstore.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.proof.SignedHead;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SigningKeyTest {

    private static final HexFormat HEX = HexFormat.of();

    /** The first of the test vectors in RFC 8032, as openssl writes it. */
    private static final String PEM =
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """;

    @TempDir Path directory;

    @Test
    void the_documented_head_is_signed_as_documented() throws IOException {
        SigningKey key = SigningKey.parse(PEM);
        byte[] head =
                HEX.parseHex("d43129a247333fb4313108624513ee1f865df7b5c1c65da8ad1933b13a5f0bc2");
        Instant at = Instant.parse("2026-01-02T03:04:06Z");
        SignedHead signed = key.sign("default", 7, head, at);

        assertThat(Files.readString(Path.of("../docs/chain.md")))
                .contains(PEM.strip())
                .contains(HEX.formatHex(SignedHead.statement("default", 7, head, at)))
                .contains("public key  " + key.verifyingKey().text())
                .contains("key id      " + key.verifyingKey().id())
                .contains("signature   " + Base64.getEncoder().encodeToString(signed.signature()));
        // As openssl signs it.
        assertThat(HEX.formatHex(signed.signature()))
                .startsWith("f701b737123fe361a3cf187e96dcfe96");
        assertThat(signed.isSignedBy(key.verifyingKey())).isTrue();
    }

    @Test
    void a_signature_holds_for_every_field_and_for_one_key() {
        SigningKey key = SigningKey.make();
        Instant at = Instant.EPOCH;
        SignedHead good = key.sign("a", 1, new byte[32], at);

        assertThat(good.isSignedBy(key.verifyingKey())).isTrue();
        assertThat(good.isSignedBy(SigningKey.make().verifyingKey())).isFalse();
        for (SignedHead other :
                List.of(
                        new SignedHead("b", 1, good.head(), at, "", good.signature()),
                        new SignedHead("a", 2, good.head(), at, "", good.signature()),
                        new SignedHead("a", 1, new byte[31], at, "", good.signature()),
                        new SignedHead(
                                "a", 1, good.head(), at.plusNanos(1_000), "", good.signature()),
                        new SignedHead("a", 1, good.head(), at, "", new byte[64]),
                        new SignedHead("a", 1, good.head(), at, "", new byte[3]))) {
            assertThat(other.isSignedBy(key.verifyingKey())).isFalse();
        }
    }

    @Test
    void a_key_is_made_once_and_only_its_owner_can_read_it() throws IOException {
        Path path = directory.resolve("made/signing-key");

        SigningKey made = new SigningKeyFile(path).readOrMake();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(new SigningKeyFile(path).readOrMake().verifyingKey().id())
                .isEqualTo(made.verifyingKey().id());
        assertThat(SigningKey.parse(made.pem()).verifyingKey().id())
                .isEqualTo(made.verifyingKey().id());
    }

    @Test
    void a_file_that_others_can_read_or_that_holds_something_else_is_refused() throws IOException {
        Path path = directory.resolve("signing-key");
        Files.writeString(path, PEM);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        assertRefused(path, "0600");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        assertThat(new SigningKeyFile(path).readOrMake().verifyingKey().text())
                .isEqualTo(SigningKey.parse(PEM).verifyingKey().text());
        for (String wrong : List.of("", "secret", PEM.replace("MC4C", "MC5C"))) {
            Files.writeString(path, wrong);
            assertRefused(path, "holds no Ed25519 key");
        }
        assertRefused(path.resolve("below"), "signing-key/below");
    }

    @Test
    void settings_that_hold_no_key_are_refused_and_nothing_tells_a_key() {
        assertThat(settings(PEM).key().verifyingKey().id())
                .isEqualTo(SigningKey.parse(PEM).verifyingKey().id());
        assertThat(settings(PEM).toString()).doesNotContain("MC4C");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> settings("a secret"))
                .withMessageContaining("hansard.audit.signing-key")
                .withMessageNotContaining("a secret");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ProvenStore.settings(directory, "no key"))
                .withMessageContaining("hansard.audit.trusted-keys");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> settings(Duration.ofSeconds(2), 1))
                .withMessageContaining("hansard.audit.sign-interval");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> settings(Duration.ofSeconds(1), 0))
                .withMessageContaining("hansard.audit.verifications-waiting");
    }

    private void assertRefused(Path path, String why) {
        assertThatExceptionOfType(SigningRefusedException.class)
                .isThrownBy(() -> new SigningKeyFile(path).readOrMake())
                .withMessageContaining(why)
                .withMessageContaining("hansard.audit.signing-key-file")
                .withMessageNotContaining("secret");
    }

    private AuditSettings settings(String key) {
        return new AuditSettings(key, directory, directory, Duration.ofSeconds(1), List.of(), 1);
    }

    private AuditSettings settings(Duration interval, int waiting) {
        return new AuditSettings(null, directory, directory, interval, List.of(), waiting);
    }
}
