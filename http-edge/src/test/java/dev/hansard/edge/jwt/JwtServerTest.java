package dev.hansard.edge.jwt;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.hansard.edge.EdgeTest;
import dev.hansard.edge.EdgeTestApp;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import java.util.Date;

/** A server in server mode that takes tokens. */
@EdgeTest
@TestPropertySource(
        properties = {
            "hansard.server-mode=true",
            "hansard.jwt.issuer=https://issuer.example",
            "hansard.jwt.secret=" + JwtServerTest.SECRET
        })
class JwtServerTest {

    static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";

    @Autowired private MockMvcTester http;

    @Test
    void the_bearer_of_a_token_is_who_it_says() throws Exception {
        assertThat(
                        http.get()
                                .uri("/test/query")
                                .header("Authorization", "Bearer " + token("reader"))
                                .exchange())
                .bodyJson()
                .extractingPath("$.caller")
                .asMap()
                .containsEntry("tenant", "acme")
                .containsEntry("role", "reader")
                .containsEntry("keyId", "jwt:bot-7")
                .containsEntry("boundUser", "ann");
    }

    @Test
    void others_are_refused() throws Exception {
        assertProblem(
                http.get()
                        .uri("/test/query")
                        .header("Authorization", "Bearer " + token("emperor"))
                        .exchange(),
                401,
                "unauthorized");
        assertProblem(http.get().uri("/test/query").exchange(), 401, "unauthorized");
    }

    @Test
    void in_protected_mode_tokens_would_be_for_nothing() {
        SpringApplication app = new SpringApplication(EdgeTestApp.class);

        assertThatThrownBy(
                        () ->
                                app.run(
                                        "--server.port=0",
                                        "--hansard.jwt.issuer=i",
                                        "--hansard.jwt.secret=" + SECRET))
                .rootCause()
                .hasMessageContaining("hansard.server-mode");
    }

    private static String token(String role) throws Exception {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("https://issuer.example")
                        .subject("bot-7")
                        .expirationTime(Date.from(EdgeTestApp.NOW.plusSeconds(60)))
                        .claim("tenant", "acme")
                        .claim("roles", role)
                        .claim("user", "ann")
                        .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(SECRET));
        return token.serialize();
    }
}
