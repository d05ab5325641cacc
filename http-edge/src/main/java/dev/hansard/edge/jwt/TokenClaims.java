package dev.hansard.edge.jwt;

import dev.hansard.api.Ids;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.edge.access.Credential;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the claims of a token that was found in order say about its bearer. */
final class TokenClaims {

    private static final String KEY_ID = "jwt";

    private final JwtSettings names;
    private final Map<String, Object> claims;

    TokenClaims(JwtSettings names, Map<String, Object> claims) {
        this.names = names;
        this.claims = claims;
    }

    /** The credential, or null if the claims do not give one. */
    @Nullable Credential credential() {
        List<AccessRole> roles = roles();
        Object tenant = find(names.tenantClaim());
        Object user = find(names.userClaim());
        if (roles.size() != 1 || (user != null && !isId(user))) {
            return null;
        }
        AccessRole role = roles.getFirst();
        String boundUser = user == null ? null : user.toString();
        if (role == AccessRole.OPERATOR) {
            return new Credential(keyId(), role, null, boundUser);
        }
        return tenant instanceof String own && isId(own) && !own.equals(StoreTenant.NAME)
                ? new Credential(keyId(), role, own, boundUser)
                : null;
    }

    private List<AccessRole> roles() {
        Object claim = find(names.rolesClaim());
        List<String> named =
                switch (claim) {
                    case String text -> List.of(text.split(" "));
                    case Collection<?> list -> list.stream().map(String::valueOf).toList();
                    case null, default -> List.of();
                };
        return Arrays.stream(AccessRole.values())
                .filter(role -> named.contains(role.wireName()))
                .toList();
    }

    /** The subject is a name for the credential if it can be one. */
    private String keyId() {
        Object subject = claims.get("sub");
        return Stream.of(KEY_ID + ":" + subject)
                .filter(id -> subject != null && isId(id))
                .findFirst()
                .orElse(KEY_ID);
    }

    /** A claim by its name, or by a path of names with dots between them. */
    private @Nullable Object find(String name) {
        Object whole = claims.get(name);
        if (whole != null) {
            return whole;
        }
        Object found = claims;
        for (String step : name.split("\\.")) {
            found = found instanceof Map<?, ?> inner ? inner.get(step) : null;
        }
        return found;
    }

    private static boolean isId(@Nullable Object value) {
        return value instanceof String text && Ids.isValid(text);
    }
}
