package dev.hansard.edge.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.edge.access.Credential;
import dev.hansard.edge.startup.StartRefusedException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tokens signed here, with keys made here. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TokensTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";
    private static final RSAKey RSA = rsa("one");

    @TempDir Path directory;

    @Test
    void a_token_says_tenant_role_and_user() throws Exception {
        Credential credential =
                tokens(Map.of()).find(signed(claims -> claims.claim("user", "ann")));

        assertThat(credential)
                .isEqualTo(new Credential("jwt:bot-7", AccessRole.AGENT, "acme", "ann"));
    }

    @Test
    void without_a_user_it_is_bound_to_none() throws Exception {
        assertThat(tokens(Map.of()).find(signed(claims -> claims)).boundUser()).isNull();
    }

    @Test
    void an_operator_needs_no_tenant() throws Exception {
        String token = signed(claims -> claims.claim("tenant", null).claim("roles", "operator"));

        assertThat(tokens(Map.of()).find(token))
                .isEqualTo(new Credential("jwt:bot-7", AccessRole.OPERATOR, null, null));
    }

    @Test
    void claims_may_have_other_names_and_stand_inside_of_others() throws Exception {
        Map<String, String> names =
                Map.of(
                        "tenant-claim", "https://hansard.example/tenant",
                        "roles-claim", "realm_access.roles",
                        "user-claim", "sub");
        String token =
                signed(
                        claims ->
                                claims.claim("https://hansard.example/tenant", "umbra")
                                        .claim(
                                                "realm_access",
                                                Map.of("roles", List.of("offline", "reader"))));

        assertThat(tokens(names).find(token))
                .isEqualTo(new Credential("jwt:bot-7", AccessRole.READER, "umbra", "bot-7"));
    }

    @Test
    void a_subject_that_is_no_id_gives_no_name() throws Exception {
        assertThat(tokens(Map.of()).find(signed(claims -> claims.subject("a b"))).keyId())
                .isEqualTo("jwt");
        assertThat(tokens(Map.of()).find(signed(claims -> claims.subject(null))).keyId())
                .isEqualTo("jwt");
    }

    @Test
    void claims_that_give_no_credential_are_refused() throws Exception {
        List<UnaryOperator<JWTClaimsSet.Builder>> changes =
                List.of(
                        claims -> claims.claim("tenant", null),
                        claims -> claims.claim("tenant", "a/b"),
                        claims -> claims.claim("tenant", 7),
                        claims -> claims.claim("tenant", "_hansard"),
                        claims -> claims.claim("roles", null),
                        claims -> claims.claim("roles", "emperor"),
                        claims -> claims.claim("roles", 7),
                        claims -> claims.claim("roles", "agent auditor"),
                        claims -> claims.claim("user", "a b"),
                        claims -> claims.claim("user", List.of("ann")));

        for (UnaryOperator<JWTClaimsSet.Builder> change : changes) {
            assertThat(tokens(Map.of()).find(signed(change))).isNull();
        }
    }

    @Test
    void time_issuer_and_audience_have_to_be_right() throws Exception {
        Map<String, String> audience = Map.of("audience", "hansard");
        assertThat(tokens(audience).find(signed(claims -> claims.audience("hansard")))).isNotNull();
        List<UnaryOperator<JWTClaimsSet.Builder>> changes =
                List.of(
                        claims -> claims,
                        claims -> claims.audience("other"),
                        claims -> claims.audience("hansard").issuer("https://else.example"),
                        claims -> claims.audience("hansard").issuer(null),
                        claims -> claims.audience("hansard").expirationTime(null),
                        claims -> claims.audience("hansard").expirationTime(in(-31)),
                        claims -> claims.audience("hansard").notBeforeTime(in(60)));

        for (UnaryOperator<JWTClaimsSet.Builder> change : changes) {
            assertThat(tokens(audience).find(signed(change))).isNull();
        }
        assertThat(
                        tokens(audience)
                                .find(
                                        signed(
                                                claims ->
                                                        claims.audience("hansard")
                                                                .expirationTime(in(-10)))))
                .as("within the difference of clocks that is allowed")
                .isNotNull();
    }

    @Test
    void no_signature_another_key_or_no_token_at_all_is_refused() throws Exception {
        Tokens tokens = tokens(Map.of());
        RSAKey other = rsa("one");
        String good = signed(claims -> claims);

        assertThat(tokens.find(new PlainJWT(claims(c -> c)).serialize())).isNull();
        assertThat(tokens.find(signed(JWSAlgorithm.RS256, new RSASSASigner(other), c -> c)))
                .isNull();
        assertThat(tokens.find(good.substring(0, good.length() - 4) + "AAAA")).isNull();
        assertThat(tokens.find("a.b.c")).isNull();
        assertThat(tokens.find("hsk_k0_x")).isNull();
        assertThat(
                        tokens.find(
                                signed(
                                        JWSAlgorithm.HS256,
                                        new MACSigner(RSA.toRSAPublicKey().getEncoded()),
                                        c -> c)))
                .as("signed with the public key as if it were a secret")
                .isNull();
    }

    @Test
    void an_ec_key_and_a_secret_do_as_well() throws Exception {
        ECKey ec = new ECKeyGenerator(Curve.P_256).generate();
        Tokens byEc = tokens(Map.of("public-key-file", pem(ec.toECPublicKey())));
        Tokens bySecret = tokens(Map.of("secret", SECRET));

        assertThat(byEc.find(signed(JWSAlgorithm.ES256, new ECDSASigner(ec), c -> c))).isNotNull();
        assertThat(bySecret.find(signed(JWSAlgorithm.HS256, new MACSigner(SECRET), c -> c)))
                .isNotNull();
        assertThat(bySecret.find(signed(c -> c))).isNull();
    }

    @Test
    void published_keys_are_fetched_and_an_issuer_that_is_away_is_no_reason_to_say_no()
            throws Exception {
        HttpServer issuer =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = new JWKSet(RSA).toString().getBytes(StandardCharsets.UTF_8);
        issuer.createContext(
                "/keys",
                exchange -> {
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        String uri = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys";
        Tokens neverFetched = tokens(Map.of("jwks-uri", uri));
        Tokens tokens = tokens(Map.of("jwks-uri", uri));
        issuer.start();
        try {
            assertThat(tokens.find(signed(c -> c))).isNotNull();
            String forged = signed(JWSAlgorithm.RS256, new RSASSASigner(rsa("two")), "two", c -> c);
            for (int i = 0; i < 5; i++) {
                assertThat(tokens.find(forged)).isNull();
            }
        } finally {
            issuer.stop(0);
        }
        assertThat(tokens.find(signed(c -> c))).as("known keys go on").isNotNull();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> neverFetched.find(signed(c -> c)))
                .satisfies(
                        refusal ->
                                assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }

    @Test
    void settings_that_leave_it_open_whose_tokens_to_take_are_refused() throws Exception {
        assertThat(settings(Map.of()).isOn()).isFalse();
        assertThat(settings(Map.of())).hasToString("no tokens");
        assertThat(settings(Map.of("issuer", "https://i.example", "secret", SECRET)))
                .asString()
                .doesNotContain(SECRET);
        for (Map<String, String> wrong :
                List.of(
                        Map.of("secret", SECRET),
                        Map.of("issuer", "i", "secret", "short"),
                        Map.of("issuer", "i", "secret", SECRET, "public-key-file", "k.pem"),
                        Map.of("clock-skew", "11m"))) {
            assertThatThrownBy(() -> settings(wrong))
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("hansard.jwt.");
        }
        Path noKey = Files.writeString(directory.resolve("no.pem"), "-----BEGIN X-----\nAAAA\n");
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> tokens(Map.of("public-key-file", noKey.toString())))
                .withMessageContaining(noKey.toString());
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> tokens(Map.of("public-key-file", "/nowhere")));
    }

    private Tokens tokens(Map<String, String> more) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("issuer", "https://issuer.example"));
        all.putAll(more);
        if (more.keySet().stream()
                .noneMatch(List.of("jwks-uri", "public-key-file", "secret")::contains)) {
            all.put("public-key-file", pem(RSA.toRSAPublicKey()));
        }
        JwtSettings settings = settings(all);
        return new Tokens(settings, IssuerKeys.of(settings), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JwtSettings settings(Map<String, String> values) {
        Map<String, String> properties = new HashMap<>();
        values.forEach((name, value) -> properties.put("hansard.jwt." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.jwt", JwtSettings.class);
    }

    private String pem(Key key) throws Exception {
        String text =
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(key.getEncoded()));
        return Files.writeString(Files.createTempFile(directory, "key", ".pem"), text).toString();
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return signed(JWSAlgorithm.RS256, new RSASSASigner(RSA), change);
    }

    private static String signed(
            JWSAlgorithm algorithm, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change)
            throws Exception {
        return signed(algorithm, signer, "one", change);
    }

    private static String signed(
            JWSAlgorithm algorithm,
            JWSSigner signer,
            String keyId,
            UnaryOperator<JWTClaimsSet.Builder> change)
            throws Exception {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims(change));
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(
                        new JWTClaimsSet.Builder()
                                .issuer("https://issuer.example")
                                .subject("bot-7")
                                .expirationTime(in(300))
                                .claim("tenant", "acme")
                                .claim("roles", List.of("agent")))
                .build();
    }

    private static Date in(long seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static RSAKey rsa(String keyId) {
        try {
            return new RSAKeyGenerator(2048).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
