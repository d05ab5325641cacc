package dev.hansard.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The public half of a key that signs heads: Ed25519.
 *
 * @param id SHA-256 of the encoded key, in hexadecimal
 * @param encoded as X.509 SubjectPublicKeyInfo, 44 bytes
 */
public record VerifyingKey(String id, byte[] encoded, PublicKey key) {

    /** RFC 8032. */
    public static final String ALGORITHM = "Ed25519";

    /**
     * Reads an encoded key.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static VerifyingKey of(byte[] encoded) {
        try {
            PublicKey key =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(encoded));
            return new VerifyingKey(
                    HexFormat.of().formatHex(HashChain.sha256().digest(encoded)), encoded, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }

    /**
     * Reads a key as text: PEM, or what stands in it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static VerifyingKey parse(String text) {
        return of(Pem.decode(text));
    }

    /**
     * Reads the keys of a file: any number in PEM, or one a line in base64.
     *
     * @throws IllegalArgumentException if it holds something else, or none
     */
    public static List<VerifyingKey> parseAll(String text) {
        List<VerifyingKey> keys =
                Arrays.stream(text.split(text.contains("---") ? "-----END [A-Z ]+-----" : "\\R"))
                        .filter(part -> !part.isBlank())
                        .map(VerifyingKey::parse)
                        .collect(Collectors.toList());
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the file of the public keys is empty");
        }
        return keys;
    }

    /** The encoded key in base64. */
    public String text() {
        return Base64.getEncoder().encodeToString(encoded);
    }

    boolean verifies(byte[] signed, byte[] signature) {
        try {
            Signature verification = Signature.getInstance(ALGORITHM);
            verification.initVerify(key);
            verification.update(signed);
            return verification.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }
}
