package dev.hansard.edge.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.access.Credential;
import dev.hansard.edge.access.Credentials;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Set;

/** Signed tokens (RFC 7519) of one issuer: what is in them says who is calling. */
final class Tokens implements Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final JwtSettings settings;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    Tokens(JwtSettings settings, JWSKeySelector<SecurityContext> keys, Clock clock) {
        this.settings = settings;
        processor.setJWSKeySelector(keys);
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWTClaimsSetVerifier(verifier(settings, clock));
    }

    @Override
    public @Nullable Credential find(String key) {
        if (key.chars().filter(c -> c == '.').count() != 2) {
            return null;
        }
        try {
            return new TokenClaims(settings, processor.process(key, null).getClaims()).credential();
        } catch (RateLimitReachedException e) {
            LOG.debug("a token names a key that the issuer did not have a moment ago");
            return null;
        } catch (KeySourceException e) {
            throw Refusal.of(
                    ErrorCode.STORE_UNAVAILABLE, "the issuer's keys cannot be read just now");
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.debug("a token was not taken: {}", e.getClass().getSimpleName());
            return null;
        }
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> verifier(
            JwtSettings settings, Clock clock) {
        var exactly = new JWTClaimsSet.Builder().issuer(settings.issuer()).build();
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        settings.audience(), exactly, Set.of("exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(Math.toIntExact(settings.clockSkew().toSeconds()));
        return verifier;
    }
}
