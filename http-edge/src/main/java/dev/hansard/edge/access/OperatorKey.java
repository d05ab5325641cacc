package dev.hansard.edge.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one key from the settings, kept and compared as a hash. */
final class OperatorKey implements Credentials {

    private static final Credential OPERATOR =
            new Credential("operator", AccessRole.OPERATOR, null, null);

    private final byte[] hash;

    OperatorKey(String key) {
        this.hash = hash(key);
    }

    @Override
    public @Nullable Credential find(String key) {
        return MessageDigest.isEqual(hash, hash(key)) ? OPERATOR : null;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
