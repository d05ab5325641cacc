package dev.hansard.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The chain over the leaves of a tenant. The head after its n-th event is SHA-256 over the head
 * before and the leaf; the head before the first event is 32 zero bytes.
 */
public final class HashChain {

    private static final int HASH_BYTES = 32;

    private HashChain() {}

    /** The head of a chain without events. */
    public static byte[] start() {
        return new byte[HASH_BYTES];
    }

    /** The head after one more leaf. */
    public static byte[] next(byte[] head, byte[] leaf) {
        MessageDigest digest = sha256();
        digest.update(head);
        digest.update(leaf);
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
