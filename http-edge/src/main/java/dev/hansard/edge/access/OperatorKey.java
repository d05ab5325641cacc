package dev.hansard.edge.access;

import dev.hansard.api.tenant.AccessRole;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;

/** The one key from the settings, kept and compared as a hash. */
final class OperatorKey implements Credentials {

    private static final Credential OPERATOR =
            new Credential("operator", AccessRole.OPERATOR, null, null);

    private final byte[] hash;

    OperatorKey(String key) {
        this.hash = ApiKey.hash(key);
    }

    @Override
    public @Nullable Credential find(String key) {
        return MessageDigest.isEqual(hash, ApiKey.hash(key)) ? OPERATOR : null;
    }
}
