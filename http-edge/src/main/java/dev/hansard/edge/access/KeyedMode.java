package dev.hansard.edge.access;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.Headers;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import java.util.List;
import java.util.Objects;

/** Everybody needs a key, and may use it so often. */
final class KeyedMode implements Admission {

    private static final String SCHEME = "Bearer ";

    private final List<Credentials> credentials;
    private final RateLimit rateLimit;

    /**
     * @param credentials asked one after the other
     */
    KeyedMode(List<Credentials> credentials, RateLimit rateLimit) {
        this.credentials = List.copyOf(credentials);
        this.rateLimit = rateLimit;
    }

    @Override
    public Caller admit(HttpServletRequest request) {
        Credential credential = credential(key(request));
        rateLimit.count(credential);
        return new Caller(
                tenant(credential, request),
                credential.role(),
                credential.keyId(),
                credential.boundUser());
    }

    /** A credential that cannot be looked up just now is not taken for a bad one. */
    @Override
    public boolean stillAdmits(HttpServletRequest request) {
        try {
            var _ = credential(key(request));
            return true;
        } catch (Refusal e) {
            return e.code() != ErrorCode.UNAUTHORIZED;
        }
    }

    private Credential credential(String key) {
        return credentials.stream()
                .map(known -> known.find(key))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> Refusal.of(ErrorCode.UNAUTHORIZED, "this API key is not valid"));
    }

    private static String key(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Refusal.of(ErrorCode.UNAUTHORIZED, "send Authorization: Bearer <api key>");
        }
        return authorization.substring(SCHEME.length()).strip();
    }

    private static String tenant(Credential credential, HttpServletRequest request) {
        String own = credential.tenant();
        if (own == null) {
            return Admission.tenant(request);
        }
        if (request.getHeader(Headers.TENANT) != null && !Admission.tenant(request).equals(own)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this credential belongs to another tenant");
        }
        return own;
    }
}
