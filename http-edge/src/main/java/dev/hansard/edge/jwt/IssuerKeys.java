package dev.hansard.edge.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;

import dev.hansard.edge.startup.StartRefusedException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that tokens are checked with. The kind of key decides the algorithms, never the token
 * alone: so nobody can sign with a public key as if it were a secret.
 */
final class IssuerKeys {

    private static final Duration OUTAGE = Duration.ofHours(4);

    private IssuerKeys() {}

    /**
     * @throws StartRefusedException if the key cannot be read
     */
    static JWSKeySelector<SecurityContext> of(JwtSettings settings) {
        URL published = settings.jwksUri();
        if (published != null) {
            return published(published);
        }
        String secret = settings.secret();
        if (secret != null) {
            return only(
                    new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"),
                    JWSAlgorithm.Family.HMAC_SHA);
        }
        PublicKey key = publicKey(settings.publicKeyFile());
        return only(key, key instanceof RSAKey ? JWSAlgorithm.Family.RSA : JWSAlgorithm.Family.EC);
    }

    /** What was read last goes on being used while the issuer cannot be reached. */
    private static JWSKeySelector<SecurityContext> published(URL url) {
        return new JWSVerificationKeySelector<>(
                JWSAlgorithm.Family.SIGNATURE,
                JWKSourceBuilder.create(url)
                        .refreshAheadCache(false)
                        .retrying(true)
                        .outageTolerant(OUTAGE.toMillis())
                        .build());
    }

    private static JWSKeySelector<SecurityContext> only(Key key, Set<JWSAlgorithm> algorithms) {
        return (header, context) ->
                algorithms.contains(header.getAlgorithm()) ? List.of(key) : List.of();
    }

    private static PublicKey publicKey(@Nullable Path file) {
        try {
            String pem = Files.readString(Objects.requireNonNull(file));
            byte[] encoded =
                    Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return publicKey(new X509EncodedKeySpec(encoded));
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new StartRefusedException(
                    "hansard.jwt.public-key-file: %s is no readable PEM file with an RSA or EC key"
                            .formatted(file));
        }
    }

    private static PublicKey publicKey(X509EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
    }
}
