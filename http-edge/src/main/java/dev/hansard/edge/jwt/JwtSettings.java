package dev.hansard.edge.jwt;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whose tokens are taken besides API keys: none, unless one of the three ways to the issuer's key
 * is set.
 *
 * @param issuer what {@code iss} has to be; needed with any of the keys
 * @param audience what {@code aud} has to name; without it the audience does not matter, so set it
 *     where the issuer serves others too
 * @param jwksUri where the issuer publishes its keys; read when first needed and then every five
 *     minutes
 * @param publicKeyFile the issuer's one key, RSA or EC, as a PEM file
 * @param secret the key shared with the issuer for HS256, HS384 or HS512, at least 32 bytes
 * @param tenantClaim the claim that names the tenant, with dots for one inside of another; not
 *     needed for the role {@code operator}
 * @param rolesClaim the claim that names the role, a text or a list; one of the five has to be in
 *     it, others are ignored
 * @param userClaim the claim that names the only user the token may see; a token without it sees
 *     all
 * @param clockSkew by how much the issuer's clock may differ, up to 10 min
 */
@ConfigurationProperties("hansard.jwt")
record JwtSettings(
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable URL jwksUri,
        @Nullable Path publicKeyFile,
        @Nullable String secret,
        @DefaultValue("tenant") String tenantClaim,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("user") String userClaim,
        @DefaultValue("30s") Duration clockSkew) {

    private static final int SHORTEST_SECRET = 32;
    private static final Duration LARGEST_SKEW = Duration.ofMinutes(10);

    /**
     * @throws IllegalArgumentException if it is not clear whose tokens to take
     */
    JwtSettings {
        secret = secret == null || secret.isEmpty() ? null : secret;
        long keys = Stream.of(jwksUri, publicKeyFile, secret).filter(Objects::nonNull).count();
        if (keys > 1) {
            throw new IllegalArgumentException(
                    "set one of hansard.jwt.jwks-uri, hansard.jwt.public-key-file and"
                            + " hansard.jwt.secret, not several");
        }
        if (keys == 1 && (issuer == null || issuer.isBlank())) {
            throw new IllegalArgumentException("hansard.jwt.issuer must be set");
        }
        if (secret != null && secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "hansard.jwt.secret must have at least " + SHORTEST_SECRET + " characters");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(LARGEST_SKEW) > 0) {
            throw new IllegalArgumentException("hansard.jwt.clock-skew must be from 0s to 10m");
        }
    }

    /** Whether any token is taken. */
    boolean isOn() {
        return Stream.of(jwksUri, publicKeyFile, secret).anyMatch(Objects::nonNull);
    }

    /** Names the issuer, never the secret. */
    @Override
    public String toString() {
        return isOn() ? "tokens of " + issuer : "no tokens";
    }
}
