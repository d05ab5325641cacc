package dev.hansard.eventstore.chain;

import dev.hansard.proof.VerifyingKey;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What proves the log, outside of the database.
 *
 * @param signingKey the Ed25519 key that signs heads, as PEM (PKCS#8) or the base64 in it; without
 *     it the key is in a file
 * @param signingKeyFile where that key is, with rights for its owner only; made on the first start
 *     where commands are served. Where there is a data directory, {@code signing-key} in there
 *     unless said otherwise
 * @param headsFile the file that every signed head is appended to; where there is a data directory,
 *     {@code signed-heads.ndjson} in there unless said otherwise. Verifications read it where it is
 * @param signInterval how often heads that have moved are signed, 10 ms to 1 s
 * @param trustedKeys public keys in base64 that verifications trust, beside those of the key and
 *     the file above
 * @param verificationsWaiting verifications that may wait on one node, 1 to 1,000; one more is
 *     refused as overloaded
 */
@ConfigurationProperties("hansard.audit")
public record AuditSettings(
        @Nullable String signingKey,
        @DefaultValue("hansard-audit/signing-key") Path signingKeyFile,
        @DefaultValue("hansard-audit/signed-heads.ndjson") Path headsFile,
        @DefaultValue("1s") Duration signInterval,
        @DefaultValue List<String> trustedKeys,
        @DefaultValue("100") int verificationsWaiting) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 1_000;

    /**
     * @throws IllegalArgumentException if a setting is out of its bounds or holds no key; the
     *     message quotes no key
     */
    public AuditSettings {
        signingKey = signingKey == null || signingKey.isBlank() ? null : signingKey;
        trustedKeys = List.copyOf(trustedKeys);
        if (signInterval.compareTo(SHORTEST) < 0 || signInterval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "hansard.audit.sign-interval must be from 10ms to 1s");
        }
        if (verificationsWaiting < 1 || verificationsWaiting > MOST_WAITING) {
            throw new IllegalArgumentException(
                    "hansard.audit.verifications-waiting must be from 1 to " + MOST_WAITING);
        }
        try {
            trustedKeys.forEach(VerifyingKey::parse);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "hansard.audit.trusted-keys must be Ed25519 public keys in base64", e);
        }
        try {
            if (signingKey != null) {
                SigningKey.parse(signingKey);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "hansard.audit.signing-key must be an Ed25519 private key in PEM");
        }
    }

    /**
     * The key that signs.
     *
     * @throws SigningRefusedException if its file is not in order
     */
    SigningKey key() {
        return signingKey == null
                ? new SigningKeyFile(signingKeyFile).readOrMake()
                : SigningKey.parse(signingKey);
    }

    /**
     * The public keys of those that are trusted, and of the one that signs where it is known here.
     *
     * @throws SigningRefusedException if the file of the key is not in order
     */
    List<VerifyingKey> knownKeys() {
        Optional<SigningKey> own =
                signingKey == null
                        ? new SigningKeyFile(signingKeyFile).read()
                        : Optional.of(SigningKey.parse(signingKey));
        return Stream.concat(
                        own.map(SigningKey::verifyingKey).stream(),
                        trustedKeys.stream().map(VerifyingKey::parse))
                .toList();
    }

    /** Never tells the key. */
    @Override
    public String toString() {
        return "signed heads in " + headsFile;
    }
}
