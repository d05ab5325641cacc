package dev.hansard.eventstore.chain;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key that signs heads: Ed25519.
 *
 * @param id SHA-256 of the encoded key, in hexadecimal
 * @param encoded as X.509 SubjectPublicKeyInfo, 44 bytes
 */
record VerifyingKey(String id, byte[] encoded, PublicKey key) {

    /**
     * Reads an encoded key.
     *
     * @throws IllegalArgumentException if it is none
     */
    static VerifyingKey of(byte[] encoded) {
        try {
            PublicKey key =
                    KeyFactory.getInstance(SigningKey.ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(encoded));
            return new VerifyingKey(HexFormat.of().formatHex(idOf(encoded)), encoded, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }

    /**
     * Reads a key as text: PEM, or what stands in it.
     *
     * @throws IllegalArgumentException if it is none
     */
    static VerifyingKey parse(String text) {
        return of(Pem.decode(text));
    }

    /** The encoded key in base64. */
    String text() {
        return Base64.getEncoder().encodeToString(encoded);
    }

    boolean verifies(byte[] signed, byte[] signature) {
        try {
            Signature verification = Signature.getInstance(SigningKey.ALGORITHM);
            verification.initVerify(key);
            verification.update(signed);
            return verification.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    static byte[] idOf(byte[] encoded) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(encoded);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
